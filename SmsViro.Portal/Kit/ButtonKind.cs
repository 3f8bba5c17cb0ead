namespace SmsViro.Portal.Kit;

/// <summary>How much a button asks for attention. One <see cref="Primary"/> on a page; red only where something is lost for good.</summary>
public enum ButtonKind
{
    Primary,
    Second,
    Quiet,
    Danger,
    DangerLine,
}

internal static class ButtonLook
{
    public static string Classes(ButtonKind kind, bool small, bool big, bool block, bool iconOnly)
    {
        var look = kind switch
        {
            ButtonKind.Primary => "btn primary",
            ButtonKind.Second => "btn second",
            ButtonKind.Quiet => "btn quiet",
            ButtonKind.Danger => "btn danger",
            ButtonKind.DangerLine => "btn danger-line",
        };
        return string.Concat(look, small ? " s" : "", big ? " big" : "", block ? " block" : "", iconOnly ? " icon" : "");
    }
}
