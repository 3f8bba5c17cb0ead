using SmsViro.Core.Rights.Requests;

namespace SmsViro.Core.Rights;

/// <summary>Who answers requests, under whose law; the section <c>Rights</c>.</summary>
public sealed class RightsOptions
{
    public const string Section = "Rights";

    public Jurisdiction Jurisdiction { get; set; } = Jurisdiction.UnitedKingdom;

    /// <summary>The time zone of the company's seat, an IANA id: a request is received on the day it is there.</summary>
    public string Seat { get; set; } = "Europe/London";

    /// <summary>The controller, as its register names it.</summary>
    public string Controller { get; set; } = "SMSViro";

    /// <summary>Where the controller is reached by letter, on one line; empty where the register of companies says it already.</summary>
    public string PostalAddress { get; set; } = "";

    /// <summary>The controller with its postal address, where one is set (GDPR Article 13(1)(a)).</summary>
    public string ControllerAndAddress => PostalAddress.Length == 0 ? Controller : $"{Controller}, {PostalAddress}";

    /// <summary>Where questions about data go; a letter prints it.</summary>
    public string Contact { get; set; } = "privacy@smsviro.example";

    public TimeZoneInfo SeatZone => TimeZoneInfo.FindSystemTimeZoneById(Seat);

    /// <summary>The authority a complaint goes to, and where it is found.</summary>
    public string Authority => Jurisdiction switch
    {
        Jurisdiction.UnitedKingdom => "the Information Commissioner's Office, Wycliffe House, Water Lane, Wilmslow, SK9 5AF, ico.org.uk",
        Jurisdiction.EuropeanUnion => "the data protection authority of the country where you live or work, listed at edpb.europa.eu",
    };

    /// <summary>A kind of data with more entries is counted by month in a paper, and listed in the archive alone.</summary>
    public int MostEntriesInPaper { get; set; } = 20_000;
}
