using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Encryption;

namespace SmsViro.Core.Storage.Ring;

/// <summary>The Data Protection ring as rows. Data Protection asks synchronously, at start and once a day.</summary>
internal sealed class RingRepository(IDbContextFactory<PortalDbContext> contexts, WriteQueue writes) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.CreateDbContext();
        return [.. db.Set<RingElement>().AsNoTracking().OrderBy(element => element.Id).AsEnumerable().Select(Whole)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        // The key goes into a column of its own, where it is sealed anew like every other sealed value.
        var frame = new XElement(element);
        var key = RingSealing.TakeKey(frame);
        var row = new RingElement { Id = key?.Row ?? Guid.CreateVersion7(), Frame = frame.ToString(SaveOptions.DisableFormatting), Key = key?.Value };
        writes.RunAsync(db => db.Set<RingElement>().Add(row)).GetAwaiter().GetResult();
    }

    private static XElement Whole(RingElement element)
    {
        var whole = XElement.Parse(element.Frame);
        if (element.Key is { } key) RingSealing.GiveKey(whole, key);
        return whole;
    }
}
