namespace SmsViro.Portal.Shell;

/// <summary>The places of the frame that slices fill, so that the frame knows no slice.</summary>
public enum ShellSlot
{
    /// <summary>The bar of a customer's pages: her balance.</summary>
    Purse,

    /// <summary>Above the page head: what the person must know wherever she is.</summary>
    Notice,

    /// <summary>On top of a customer's home page: what waits for her.</summary>
    Home,

    /// <summary>Under the form of the sign-in page: the demo sign-ins of Development.</summary>
    SignIn,
}

/// <summary>A component that a slice puts into a slot, registered in DI by <see cref="ShellServices.AddShellPart{T}"/>.</summary>
public sealed record ShellPart(ShellSlot Slot, Type Component);
