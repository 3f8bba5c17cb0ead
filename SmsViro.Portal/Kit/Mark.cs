namespace SmsViro.Portal.Kit;

/// <summary>
/// The states of a message as a person meets them: shape first, colour second, word always. Circle = on its way or arrived (it fills up),
/// octagon = failed, diamond = unknown, shield or square = not sent on purpose.
/// </summary>
public enum Mark
{
    Scheduled,
    Queued,
    Sending,
    Sent,
    Delivered,
    NotDelivered,
    TimedOut,
    Refused,
    Unknown,
    OptedOut,
    Cancelled,
}

/// <summary>The word, the voice and the shape of each <see cref="Mark"/>.</summary>
public static class Marks
{
    private const string Octagon = """<path class="solid" d="M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1Z"/>""";
    private const string Ring = """<circle class="ring" cx="8" cy="8" r="6.4"/>""";

    public static string Word(Mark mark) => mark switch
    {
        Mark.Scheduled => "Scheduled",
        Mark.Queued => "Queued",
        Mark.Sending => "Sending",
        Mark.Sent => "Sent",
        Mark.Delivered => "Delivered",
        Mark.NotDelivered => "Not delivered",
        Mark.TimedOut => "Timed out",
        Mark.Refused => "Refused",
        Mark.Unknown => "Unknown",
        Mark.OptedOut => "Opted out",
        Mark.Cancelled => "Cancelled",
    };

    public static Tone ToneOf(Mark mark) => mark switch
    {
        Mark.Scheduled or Mark.Queued or Mark.Sending or Mark.Sent => Tone.Wait,
        Mark.Delivered => Tone.Good,
        Mark.NotDelivered or Mark.TimedOut or Mark.Refused => Tone.Bad,
        Mark.Unknown => Tone.Doubt,
        Mark.OptedOut or Mark.Cancelled => Tone.Quiet,
    };

    internal static string ClassOf(Tone tone) => tone switch
    {
        Tone.Good => "s-good",
        Tone.Wait or Tone.Info => "s-wait",
        Tone.Doubt => "s-doubt",
        Tone.Bad => "s-bad",
        Tone.Quiet => "s-quiet",
    };

    internal static string Shapes(Mark mark) => mark switch
    {
        Mark.Scheduled => Ring + """<path class="ring" d="M8 4.6V8l2.3 1.5" stroke-linecap="round"/>""",
        Mark.Queued => Ring + """<path class="solid" d="M8 8V4a4 4 0 0 1 4 4Z"/>""",
        Mark.Sending => Ring + """<path class="solid" d="M8 4a4 4 0 0 1 0 8Z"/>""",
        Mark.Sent => Ring + """<path class="solid" d="M8 8V4A4 4 0 1 1 4 8Z"/>""",
        Mark.Delivered => """<circle class="solid" cx="8" cy="8" r="7.2"/><path class="knock" d="m4.9 8.3 2.1 2.1 4.2-4.6"/>""",
        Mark.NotDelivered => Octagon + """<path class="knock" d="m5.6 5.6 4.8 4.8m0-4.8-4.8 4.8"/>""",
        Mark.TimedOut => Octagon + """<path class="knock" d="M8 4.6V8.2l2.2 1.5"/>""",
        Mark.Refused => Octagon + """<path class="knock" d="M4.7 8h6.6"/>""",
        Mark.Unknown => """<path class="ring" d="M8 1.3 14.7 8 8 14.7 1.3 8Z" stroke-linejoin="round"/><path class="ring" d="M6.5 6.6a1.55 1.55 0 1 1 2.4 1.3c-.6.4-.9.6-.9 1.2" stroke-linecap="round" stroke-width="1.5"/><circle class="solid" cx="8" cy="10.9" r=".95"/>""",
        Mark.OptedOut => """<path class="ring" d="M8 1.3 13.6 3.4v4.1c0 3.5-2.3 5.9-5.6 7.2-3.3-1.3-5.6-3.7-5.6-7.2V3.4Z" stroke-linejoin="round"/><path class="ring" d="M5.4 7.8h5.2" stroke-linecap="round"/>""",
        Mark.Cancelled => """<rect class="ring" x="1.8" y="1.8" width="12.4" height="12.4" rx="3.4"/><path class="ring" d="M5.2 8h5.6" stroke-linecap="round"/>""",
    };
}
