using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using MudBlazor;
using MudBlazor.Utilities;
using SmsViro.Portal.Shell;

namespace SmsViro.Portal.Tests.Shell;

/// <summary>MudBlazor's theme repeats the design's tokens; this holds the two together.</summary>
public sealed partial class PortalThemeTests
{
    private static readonly string Css = File.ReadAllText(Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../SmsViro.Portal/wwwroot/tokens.css"));

    private static readonly Dictionary<string, (string Light, string Dark)> Tokens = TokenRow().Matches(Css)
        .ToDictionary(row => row.Groups["name"].Value, row => (row.Groups["light"].Value.Trim(), row.Groups["dark"].Value.Trim()));

    public static TheoryData<string, string> Rows => new()
    {
        { nameof(Palette.Primary), "ink" },
        { nameof(Palette.PrimaryLighten), "ink-soft-line" },
        { nameof(Palette.Secondary), "text-2" },
        { nameof(Palette.Tertiary), "text-2" },
        { nameof(Palette.Success), "good" },
        { nameof(Palette.Error), "bad" },
        { nameof(Palette.Info), "wait" },
        { nameof(Palette.Warning), "doubt" },
        { nameof(Palette.Background), "canvas" },
        { nameof(Palette.BackgroundGray), "sunken" },
        { nameof(Palette.Surface), "surface" },
        { nameof(Palette.AppbarBackground), "canvas" },
        { nameof(Palette.AppbarText), "text" },
        { nameof(Palette.DrawerBackground), "canvas" },
        { nameof(Palette.DrawerText), "text-2" },
        { nameof(Palette.DrawerIcon), "text-3" },
        { nameof(Palette.TextPrimary), "text" },
        { nameof(Palette.TextSecondary), "text-2" },
        { nameof(Palette.TextDisabled), "text-disabled" },
        { nameof(Palette.ActionDefault), "text-2" },
        { nameof(Palette.ActionDisabled), "text-disabled" },
        { nameof(Palette.ActionDisabledBackground), "quiet-soft" },
        { nameof(Palette.Divider), "line" },
        { nameof(Palette.DividerLight), "line" },
        { nameof(Palette.LinesDefault), "line" },
        { nameof(Palette.TableLines), "line" },
        { nameof(Palette.LinesInputs), "control" },
        { nameof(Palette.TableHover), "hover" },
        { nameof(Palette.TableStriped), "surface" },
        { nameof(Palette.Skeleton), "pressed" },
        { nameof(Palette.OverlayDark), "scrim" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Colours_of_both_themes_are_the_tokens(string property, string token)
    {
        Assert.Equal(ColourOf(Tokens[token].Light), ColourOf(ValueOf(PortalTheme.Theme.PaletteLight, property)));
        Assert.Equal(ColourOf(Tokens[token].Dark), ColourOf(ValueOf(PortalTheme.Theme.PaletteDark, property)));
    }

    [Fact]
    public void Words_on_a_filled_colour_are_white_by_day_and_the_canvas_by_night()
    {
        foreach (var property in new[] { "PrimaryContrastText", "SuccessContrastText", "ErrorContrastText", "InfoContrastText", "WarningContrastText" })
        {
            Assert.Equal(ColourOf("#ffffff"), ColourOf(ValueOf(PortalTheme.Theme.PaletteLight, property)));
            Assert.Equal(ColourOf(Tokens["canvas"].Dark), ColourOf(ValueOf(PortalTheme.Theme.PaletteDark, property)));
        }
    }

    [Fact]
    public void The_darker_primary_is_the_filled_button() =>
        Assert.Equal(
            (ColourOf(Tokens["ink-fill-hover"].Light), ColourOf(Tokens["ink-fill"].Dark)),
            (ColourOf(ValueOf(PortalTheme.Theme.PaletteLight, "PrimaryDarken")), ColourOf(ValueOf(PortalTheme.Theme.PaletteDark, "PrimaryDarken"))));

    [Fact]
    public void Sizes_of_the_frame_are_the_tokens()
    {
        var layout = PortalTheme.Theme.LayoutProperties;
        Assert.Equal(Pixels("r-2"), layout.DefaultBorderRadius);
        Assert.Equal(Pixels("bar-h"), layout.AppbarHeight);
        Assert.Equal(Pixels("nav-w"), layout.DrawerWidthLeft);
        Assert.Equal("64px", layout.DrawerMiniWidthLeft);
    }

    [Fact]
    public void Only_what_floats_casts_a_shadow()
    {
        var elevation = PortalTheme.Theme.Shadows.Elevation;
        Assert.Equal(26, elevation.Length);
        Assert.Equal("none", elevation[0]);
        Assert.Equal([1, 3, 9, 13], elevation.GroupBy(shadow => shadow).Select(group => group.Count()));
        Assert.Equal([LightShadow(1), LightShadow(2), LightShadow(3)], elevation.Skip(1).Distinct());
    }

    [Fact]
    public void Type_is_the_designs_and_never_shouts()
    {
        var type = PortalTheme.Theme.Typography;
        Assert.Equal(["Inter Variable", "system-ui", "sans-serif"], type.Default.FontFamily!);
        Assert.Equal(
            [Size("fs-15"), Size("fs-24"), Size("fs-17"), Size("fs-15"), Size("fs-15"), Size("fs-14"), Size("fs-13"), Size("fs-14"), Size("fs-12")],
            new[] { type.Default.FontSize, type.H1.FontSize, type.H2.FontSize, type.H3.FontSize, type.Body1.FontSize, type.Body2.FontSize, type.Caption.FontSize, type.Button.FontSize, type.Overline.FontSize });
        Assert.Equal(["none", "none"], [type.Button.TextTransform, type.Overline.TextTransform]);
        Assert.Equal([Size("track-display"), Size("track-title")], [type.H1.LetterSpacing, type.H2.LetterSpacing]);
    }

    [Fact]
    public void Nothing_ripples() =>
        Assert.All([(Palette)PortalTheme.Theme.PaletteLight, PortalTheme.Theme.PaletteDark], palette =>
            Assert.Equal((0d, 0d, .05d, 1d), (palette.RippleOpacity, palette.RippleOpacitySecondary, palette.HoverOpacity, palette.BorderOpacity)));

    private static string ValueOf(Palette palette, string property) => palette.GetType().GetProperty(property)!.GetValue(palette)!.ToString()!;

    // Both spellings of a colour come down to the same four numbers.
    private static string ColourOf(string text) => new MudColor(SpacedRgb().Replace(text, "rgba($1,$2,$3,0$4)")).ToString(MudColorOutputFormats.RGBA);

    private static string Size(string token) => Regex.Match(Css, $@"--sv-{token}:\s*([^;]+);").Groups[1].Value;

    private static string Pixels(string token)
    {
        var size = Size(token);
        return size.EndsWith("rem", StringComparison.Ordinal)
            ? $"{decimal.Parse(size[..^3], System.Globalization.CultureInfo.InvariantCulture) * 16:0}px"
            : size;
    }

    private static string LightShadow(int level) => Regex.Replace(Size($"shadow-{level}"), @"light-dark\((rgb\([^)]*\)), rgb\([^)]*\)\)", "$1");

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"--sv-(?<name>[a-z0-9-]+):\s*light-dark\((?<light>#[0-9a-f]{6}|rgb\([^)]*\)),\s*(?<dark>#[0-9a-f]{6}|rgb\([^)]*\))\);")]
    private static partial Regex TokenRow();

    [GeneratedRegex(@"rgb\((\d+) (\d+) (\d+) / (\.\d+)\)")]
    private static partial Regex SpacedRgb();
}
