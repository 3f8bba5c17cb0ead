using MudBlazor;

namespace SmsViro.Portal.Shell;

/// <summary>The tokens of wwwroot/tokens.css that MudBlazor must know. <c>PortalThemeTests</c> compares every value with that file.</summary>
internal static class PortalTheme
{
    private const string None = "none";
    private const string Hairline = "0 1px 2px rgb(23 25 31 / .05)";
    private const string Raised = "0 1px 2px rgb(23 25 31 / .06), 0 8px 24px -8px rgb(23 25 31 / .16)";
    private const string Floating = "0 2px 4px rgb(23 25 31 / .06), 0 24px 56px -16px rgb(23 25 31 / .28)";

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = Light(),
        PaletteDark = Dark(),
        LayoutProperties = new LayoutProperties
        {
            DefaultBorderRadius = "8px",
            AppbarHeight = "56px",
            DrawerWidthLeft = "248px",
            DrawerMiniWidthLeft = "64px",
        },
        Shadows = new Shadow { Elevation = [None, .. Enumerable.Repeat(Hairline, 3), .. Enumerable.Repeat(Raised, 9), .. Enumerable.Repeat(Floating, 13)] },
        Typography = Type(),
    };

    private static PaletteLight Light() => new()
    {
        Primary = "#2b44b8",
        PrimaryContrastText = "#ffffff",
        PrimaryDarken = "#22379a",
        PrimaryLighten = "#cdd5f4",
        Secondary = "#484b55",
        Tertiary = "#484b55",
        Success = "#13683a",
        Error = "#ab2217",
        Info = "#0b5a77",
        Warning = "#754800",
        SuccessContrastText = "#ffffff",
        ErrorContrastText = "#ffffff",
        InfoContrastText = "#ffffff",
        WarningContrastText = "#ffffff",
        Background = "#f8f8f6",
        BackgroundGray = "#f2f2ef",
        Surface = "#ffffff",
        AppbarBackground = "#f8f8f6",
        AppbarText = "#17191f",
        DrawerBackground = "#f8f8f6",
        DrawerText = "#484b55",
        DrawerIcon = "#63666f",
        TextPrimary = "#17191f",
        TextSecondary = "#484b55",
        TextDisabled = "#94969d",
        ActionDefault = "#484b55",
        ActionDisabled = "#94969d",
        ActionDisabledBackground = "#efefec",
        Divider = "#e5e4df",
        DividerLight = "#e5e4df",
        LinesDefault = "#e5e4df",
        TableLines = "#e5e4df",
        LinesInputs = "#85858a",
        TableHover = "#f0f0ec",
        TableStriped = "#ffffff",
        Skeleton = "#e7e7e2",
        OverlayDark = "rgba(23,25,31,0.42)",
        HoverOpacity = .05,
        RippleOpacity = 0,
        RippleOpacitySecondary = 0,
        BorderOpacity = 1,
    };

    private static PaletteDark Dark() => new()
    {
        Primary = "#a3b4ff",
        PrimaryContrastText = "#0f1118",
        PrimaryDarken = "#4661e0",
        PrimaryLighten = "#33407a",
        Secondary = "#bcc1cd",
        Tertiary = "#bcc1cd",
        Success = "#74d9a0",
        Error = "#ffa196",
        Info = "#82cdeb",
        Warning = "#f2c572",
        SuccessContrastText = "#0f1118",
        ErrorContrastText = "#0f1118",
        InfoContrastText = "#0f1118",
        WarningContrastText = "#0f1118",
        Background = "#0f1118",
        BackgroundGray = "#12151d",
        Surface = "#161923",
        AppbarBackground = "#0f1118",
        AppbarText = "#eceef3",
        DrawerBackground = "#0f1118",
        DrawerText = "#bcc1cd",
        DrawerIcon = "#989fae",
        TextPrimary = "#eceef3",
        TextSecondary = "#bcc1cd",
        TextDisabled = "#686f7f",
        ActionDefault = "#bcc1cd",
        ActionDisabled = "#686f7f",
        ActionDisabledBackground = "#222733",
        Divider = "#272c39",
        DividerLight = "#272c39",
        LinesDefault = "#272c39",
        TableLines = "#272c39",
        LinesInputs = "#6e7689",
        TableHover = "#1e222e",
        TableStriped = "#161923",
        Skeleton = "#282d3b",
        OverlayDark = "rgba(4,5,9,0.66)",
        HoverOpacity = .05,
        RippleOpacity = 0,
        RippleOpacitySecondary = 0,
        BorderOpacity = 1,
    };

    private static Typography Type() => new()
    {
        Default = new DefaultTypography { FontFamily = ["Inter Variable", "system-ui", "sans-serif"], FontSize = ".9375rem", FontWeight = "400", LineHeight = "1.5", LetterSpacing = "normal" },
        H1 = new H1Typography { FontSize = "1.5rem", FontWeight = "620", LineHeight = "1.2", LetterSpacing = "-.022em" },
        H2 = new H2Typography { FontSize = "1.0625rem", FontWeight = "610", LineHeight = "1.35", LetterSpacing = "-.012em" },
        H3 = new H3Typography { FontSize = ".9375rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
        H4 = new H4Typography { FontSize = ".9375rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
        H5 = new H5Typography { FontSize = ".9375rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
        H6 = new H6Typography { FontSize = ".9375rem", FontWeight = "600", LineHeight = "1.4", LetterSpacing = "normal" },
        Body1 = new Body1Typography { FontSize = ".9375rem", LineHeight = "1.5", LetterSpacing = "normal" },
        Body2 = new Body2Typography { FontSize = ".875rem", LineHeight = "1.5", LetterSpacing = "normal" },
        Caption = new CaptionTypography { FontSize = ".8125rem", LineHeight = "1.45", LetterSpacing = "normal" },
        Button = new ButtonTypography { FontSize = ".875rem", FontWeight = "600", LineHeight = "1.2", LetterSpacing = "normal", TextTransform = "none" },
        Overline = new OverlineTypography { FontSize = ".75rem", FontWeight = "550", LineHeight = "1.45", LetterSpacing = "normal", TextTransform = "none" },
    };
}
