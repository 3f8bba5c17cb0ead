using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.Storage;
using SmsViro.Core.Values;

namespace SmsViro.Core.Registers.Authorities;

/// <summary>The chain of one request: appended to inside the act it records, and verified whenever it is read.</summary>
internal static class AuthorityChain
{
    public static void Append(PortalDbContext db, Guid request, UserId actor, AuthorityDeed deed, DateTimeOffset now)
    {
        // An act may append twice before it saves, so what it has added counts too.
        var last = db.AuthoritySteps.Local.Where(step => step.RequestId == request).MaxBy(step => step.Number)
            ?? db.AuthoritySteps.AsNoTracking().Where(step => step.RequestId == request).OrderByDescending(step => step.Number).FirstOrDefault();
        var at = Storable(now);
        var number = (last?.Number ?? 0) + 1;
        db.AuthoritySteps.Add(new AuthorityStep { RequestId = request, Number = number, At = at, Actor = actor, Deed = deed, Head = HeadAfter(last?.Head, request, number, at, actor, deed) });
    }

    /// <summary>True when the steps, in their order, follow one another from the first.</summary>
    public static bool IsWhole(IReadOnlyList<AuthorityStep> steps)
    {
        byte[]? previous = null;
        foreach (var (index, step) in steps.Index())
        {
            if (step.Number != index + 1 || !HeadAfter(previous, step.RequestId, step.Number, step.At, step.Actor, step.Deed).AsSpan().SequenceEqual(step.Head)) return false;

            previous = step.Head;
        }

        return true;
    }

    private static byte[] HeadAfter(byte[]? previous, Guid request, int number, DateTimeOffset at, UserId actor, AuthorityDeed deed)
    {
        Span<byte> text = stackalloc byte[32 + 16 + 4 + 8 + 16 + 4];
        text.Clear();
        previous?.CopyTo(text);
        request.TryWriteBytes(text[32..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(text[48..], number);
        BinaryPrimitives.WriteInt64BigEndian(text[52..], at.UtcTicks);
        actor.Value.TryWriteBytes(text[60..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(text[76..], (int)deed);
        // text := { head before | request | number | at | actor | deed }
        return SHA256.HashData(text);
    }

    // PostgreSQL keeps microseconds; a finer instant would come back another.
    private static DateTimeOffset Storable(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
}
