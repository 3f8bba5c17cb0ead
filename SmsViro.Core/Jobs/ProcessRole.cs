namespace SmsViro.Core.Jobs;

/// <summary>What this process is for; configuration key Portal:Role. A small company runs All, a large one scales each side.</summary>
public enum ProcessRole
{
    All = 0,
    Web = 1,
    Worker = 2,
}
