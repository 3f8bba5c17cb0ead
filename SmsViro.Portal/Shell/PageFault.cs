using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using SmsViro.Portal.Kit;

namespace SmsViro.Portal.Shell;

/// <summary>Keeps the frame alive when a page breaks, and says what happened, what was kept and what to do.</summary>
public sealed partial class PageFault(ILogger<PageFault> log) : ErrorBoundaryBase
{
    protected override Task OnErrorAsync(Exception exception)
    {
        if (exception is not SessionEndedException) LogBroken(log, exception);
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
        }
        else if (CurrentException is SessionEndedException)
        {
            builder.OpenComponent<SvBusy>(3);
            builder.AddComponentParameter(4, nameof(SvBusy.Text), "You were signed out. Opening the next page");
            builder.CloseComponent();
        }
        else
        {
            builder.OpenComponent<PageFaultText>(1);
            builder.AddComponentParameter(2, nameof(PageFaultText.Again), EventCallback.Factory.Create(this, Recover));
            builder.CloseComponent();
        }
    }

    [LoggerMessage(LogLevel.Error, "A page broke and was replaced by a note to its reader")]
    private static partial void LogBroken(ILogger log, Exception exception);
}
