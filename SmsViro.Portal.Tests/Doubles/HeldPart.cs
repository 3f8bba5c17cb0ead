using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SmsViro.Core.PersonalData;
using SmsViro.Core.PersonalData.Imports;

namespace SmsViro.Portal.Tests.Doubles;

/// <summary>A part of an archive without rows, at which whoever reads the archive waits until the test lets go.</summary>
internal sealed class HeldPart : IArchivePart
{
    private TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource? _gate;

    public IReadOnlyList<string> Files => [];

    public string? Changed => null;

    /// <summary>Ends when somebody waits here.</summary>
    public Task Reached => _reached.Task.WaitAsync(Patience.Longest);

    public void Hold() => (_reached, _gate) = (new(TaskCreationOptions.RunContinuationsAsynchronously), new(TaskCreationOptions.RunContinuationsAsynchronously));

    public void LetGo()
    {
        var gate = _gate!;
        _gate = null;
        gate.SetResult();
    }

    public bool IsEmpty(DbContext db, DataSubject subject) => true;

    public async IAsyncEnumerable<ImportStep> StepsAsync(Import import, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (_gate is { } gate)
        {
            _reached.TrySetResult();
            await gate.Task.WaitAsync(cancel);
        }

        yield break;
    }
}
