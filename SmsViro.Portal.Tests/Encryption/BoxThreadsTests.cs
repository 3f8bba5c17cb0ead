using System.Collections.Concurrent;
using System.Security.Cryptography;
using SmsViro.Core.Encryption;

namespace SmsViro.Portal.Tests.Encryption;

/// <summary>One AesGcm shared by eight threads loses 103,551 of these 800,000 values; a box loses none.</summary>
public class BoxThreadsTests
{
    private const int Threads = 8;
    private const int Values = 100_000;

    private static readonly Field Text = new("message.text");
    private static readonly Guid Row = Guid.CreateVersion7();

    [Fact]
    public void Eight_threads_seal_on_one_box_and_a_second_instance_opens_every_value()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var data = new DataKey(7, KeyState.Active, 0, key);
        var box = new Box(Scope.SystemMail, data);
        var second = new Box(Scope.SystemMail, new DataKey(7, KeyState.Active, 0, key));
        var lost = 0;

        OnThreads(thread =>
        {
            Span<byte> value = stackalloc byte[8 + Box.Overhead];
            Span<byte> plain = stackalloc byte[8];
            Span<byte> opened = stackalloc byte[8];
            for (var i = 0; i < Values; i++)
            {
                BitConverter.TryWriteBytes(plain, (long)thread * Values + i);
                box.SealBytes(Text, Row, plain, value);
                if (second.OpenBytes(Text, Row, value, opened, out _) is not OpenStatus.Ok || !opened.SequenceEqual(plain))
                    Interlocked.Increment(ref lost);
            }
        });

        Assert.Equal(0, lost);
        Assert.Equal(Threads * Values, data.TakeSeals());
    }

    [Fact]
    public void A_box_wiped_under_way_seals_whole_values_or_none()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        for (var round = 0; round < 50; round++)
        {
            var box = new Box(Scope.SystemMail, new DataKey(7, KeyState.Active, 0, key));
            var second = new Box(Scope.SystemMail, new DataKey(7, KeyState.Active, 0, key));
            var damaged = 0;
            var refused = 0;

            OnThreads(thread =>
            {
                if (thread == 0)
                {
                    Thread.SpinWait(20_000);
                    box.Wipe();
                    return;
                }

                try
                {
                    while (true)
                    {
                        if (second.Open(Text, Row, box.Seal(Text, Row, "whole")).Text != "whole")
                            Interlocked.Increment(ref damaged);
                    }
                }
                catch (ScopeShreddedException)
                {
                    Interlocked.Increment(ref refused);
                }
            });

            Assert.Equal(0, damaged);
            Assert.Equal(Threads - 1, refused);
        }
    }

    // A fault is kept for the test to show: unhandled on its thread it would end the whole run.
    private static void OnThreads(Action<int> act)
    {
        ConcurrentQueue<Exception> faults = [];
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            try
            {
                act(thread);
            }
            catch (Exception fault)
            {
                faults.Enqueue(fault);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Empty(faults);
    }
}
