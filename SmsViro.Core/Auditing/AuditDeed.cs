namespace SmsViro.Core.Auditing;

/// <summary>What the trail records. Numbers are part of the chain: one is never used for anything else.</summary>
public enum AuditDeed
{
    SearchedForCustomer = 1,
    OpenedCustomer = 2,
    OpenedRequest = 3,
    ReadTrail = 4,
    TriedForeignId = 10,
    AskedForCopy = 20,
    DownloadedCopy = 21,
    AskedForErasure = 30,
    WithdrewErasure = 31,
    BeganErasure = 32,
    FinishedErasure = 33,
    ErasureIncomplete = 34,
    MadeAdmin = 40,
    TookKeyInventory = 80,
    BeganEpoch = 81,
    BeganNewDataKeys = 82,
    BeganNewIndexKeys = 83,
    PausedRotation = 84,
    ErasedAgain = 85,
    AdoptedLedger = 86,
    AskedForArchive = 90,
    ExportedRootKeys = 88,
    ResumedRotation = 87,
}
