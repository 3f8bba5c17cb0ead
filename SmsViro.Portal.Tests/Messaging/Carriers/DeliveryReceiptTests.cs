using System.Text;
using SmsViro.Core.Messaging.Carriers.Smpp;

namespace SmsViro.Portal.Tests.Messaging.Carriers;

public class DeliveryReceiptTests
{
    [Theory]
    [InlineData("id:0123456789abcdef sub:001 dlvrd:001 submit date:2611240310 done date:2611240311 stat:DELIVRD err:000 text:Hello", "0123456789abcdef", MessageState.Delivered, "000")]
    [InlineData("id:0000012345 sub:001 dlvrd:000 submit date:261124031000 done date:261124031101 stat:UNDELIV err:045 Text:", "0000012345", MessageState.Undeliverable, "045")]
    [InlineData("ID:7F-A1b STAT:expired ERR:E27", "7F-A1b", MessageState.Expired, "E27")]
    [InlineData("id: 42 stat: REJECTD err: text:", "42", MessageState.Rejected, "")]
    [InlineData("stat:DELIVERED id:9", "9", MessageState.Delivered, "")]
    [InlineData("id:9 stat:ACCEPTED err:0", "9", MessageState.Accepted, "0")]
    [InlineData("id:9 stat:ENROUTE", "9", MessageState.Enroute, "")]
    [InlineData("id:9 stat:DELETED", "9", MessageState.Deleted, "")]
    [InlineData("id:9 stat:??", "9", MessageState.Unknown, "")]
    [InlineData("id:9", "9", MessageState.Unknown, "")]
    [InlineData("invalid:1 id:9 stat:DELIVRD", "9", MessageState.Delivered, "")]
    public void Reads_the_words_of_many_operators(string text, string id, MessageState state, string error)
    {
        Assert.True(Read(text, [], out var receipt));
        Assert.Equal((id, state, error), (Encoding.Latin1.GetString(receipt.Id), receipt.State, receipt.Error));
    }

    [Fact]
    public void Reads_how_many_parts_the_operator_counted()
    {
        Assert.True(Read("id:1 sub:003 dlvrd:002 stat:UNDELIV err:1", [], out var receipt));
        Assert.Equal((3, 2), (receipt.Submitted, receipt.Delivered));

        Assert.True(Read("id:1 sub:x", [], out receipt));
        Assert.Equal((null, null), (receipt.Submitted, receipt.Delivered));
    }

    [Fact]
    public void Optional_parameters_win_over_words()
    {
        byte[] parameters = [0x00, 0x1E, 0, 3, (byte)'F', (byte)'F', 0, 0x04, 0x27, 0, 1, 5, 0x04, 0x23, 0, 3, 3, 0, 27];

        Assert.True(Read("id:255 stat:DELIVRD err:000", parameters, out var receipt));
        Assert.Equal(("FF", MessageState.Undeliverable, "3-27"), (Encoding.Latin1.GetString(receipt.Id), receipt.State, receipt.Error));
    }

    [Fact]
    public void A_state_no_clause_knows_leaves_the_word_to_decide()
    {
        Assert.True(Read("id:1 stat:DELIVRD", [0x04, 0x27, 0, 1, 99], out var receipt));
        Assert.Equal(MessageState.Delivered, receipt.State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("stat:DELIVRD err:000")]
    [InlineData("id: stat:DELIVRD")]
    [InlineData("Your parcel is here")]
    public void Refuses_a_receipt_that_names_no_part(string text) => Assert.False(Read(text, [], out _));

    [Fact]
    public void Refuses_a_name_longer_than_the_clause_allows()
    {
        Assert.True(Read("id:" + new string('a', 64), [], out _));
        Assert.False(Read("id:" + new string('a', 65), [], out _));
    }

    private static bool Read(string text, byte[] parameters, out DeliveryReceipt receipt)
    {
        Assert.True(Tlvs.TryParse(parameters, out var tlvs));
        return DeliveryReceipt.TryRead(Encoding.Latin1.GetBytes(text), tlvs, out receipt);
    }
}
