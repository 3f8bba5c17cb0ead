namespace SmsViro.Portal.Tests.Journeys;

[Collection(PortalJourneys.Name)]
public class EveryPageTests(PortalJourneys journeys)
{
    private static readonly string[] Public = [Urls.Accessibility];

    private static readonly bool[] Themes = [false, true];

    private static readonly int[] Widths = [320, 390, 1440];

    public static MatrixTheoryData<string, bool> PublicInBothThemes => new(Public, Themes);

    public static MatrixTheoryData<string, int> PublicAtEveryWidth => new(Public, Widths);

    [Theory, MemberData(nameof(PublicInBothThemes))]
    public Task Anyone_can_use_it(string page, bool dark) => journeys.WalkAsync(
        async visitor =>
        {
            await visitor.OpenAsync(page);
            await visitor.AssertAccessibleAsync();
        },
        new Look(Dark: dark));

    [Theory, MemberData(nameof(PublicAtEveryWidth))]
    public Task It_fits_every_window(string page, int width) => journeys.WalkAsync(
        async visitor =>
        {
            await visitor.OpenAsync(page);
            await visitor.AssertNoSidewaysScrollAsync();
        },
        new Look(Width: width));
}
