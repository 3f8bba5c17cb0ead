using Microsoft.AspNetCore.Components;
using SmsViro.Core.Auditing;
using SmsViro.Core.Rights.Erasing;

namespace SmsViro.Portal.Staff;

/// <summary>The paper an erasure ended with, and whether it arrived.</summary>
public sealed partial class CertificateCard(ReadCertificate read)
{
    private CertificateView? _view;

    [Parameter, EditorRequired]
    public AccessGrant Grant { get; set; } = null!;

    [Parameter, EditorRequired]
    public Guid Request { get; set; }

    private string Said => _view!.Delivery switch
    {
        CertificateDelivery.Sent => "Sent to the address kept for the answer",
        CertificateDelivery.Waiting when _view.Tries > 0 => $"Not taken by the mail server after {_view.Tries} tries; tried for 30 days",
        CertificateDelivery.Waiting => "Waiting to be sent",
        CertificateDelivery.Undeliverable => "Not delivered",
    };

    protected override async Task OnParametersSetAsync() => _view = await read.RunAsync(Grant, Request, CancellationToken.None);
}
