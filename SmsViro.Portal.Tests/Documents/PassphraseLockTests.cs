using SmsViro.Core.Documents.Pdf;

namespace SmsViro.Portal.Tests.Documents;

public class PassphraseLockTests
{
    /// <summary>
    /// Algorithm 2.B ends by the last byte of what came out, and for one salt in sixty it is exactly at its limit: who is off by one makes papers that most readers
    /// open and now and then none does. This salt is such a one; the answer is what other readers compute.
    /// </summary>
    [Fact]
    public void The_last_round_is_the_one_that_other_readers_stop_at() => Assert.Equal(
        "436F2A177296930596051EE88578D4028091C7FDCF7A5D9831A3C49540B37269",
        Convert.ToHexString(PassphraseLock.Hash("seven green bottles"u8, [0, 0, 0, 0, 0, 0, 0, 88], [])));
}
