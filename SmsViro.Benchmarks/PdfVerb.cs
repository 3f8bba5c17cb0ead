using System.Diagnostics;
using System.Globalization;
using SmsViro.Core.Documents;
using SmsViro.Core.Documents.Pdf;

namespace SmsViro.Benchmarks;

/// <summary><c>pdf [rows]</c>: a table of messages in fifteen languages, 100,000 rows unless said otherwise, written page by page to nowhere; rows a second and the most memory the process ever had.</summary>
internal static class PdfVerb
{
    private static readonly string[] Texts =
    [
        "Your parcel {0} is on its way and arrives today between 09:00 and 13:00.", "Το δέμα {0} έρχεται σήμερα μεταξύ 09:00 και 13:00.",
        "Посылка {0} прибудет сегодня с 09:00 до 13:00.", "包裹{0}今天上午九点到下午一点之间送达。", "包裹{0}今天上午九點到下午一點之間送達。",
        "荷物{0}は本日の午前中にお届けします。", "택배 {0}은 오늘 오전에 도착합니다.", "الطرد رقم {0} يصل اليوم قبل الساعة الواحدة.",
        "חבילה {0} תגיע היום לפני השעה אחת.", "पार्सल {0} आज दोपहर एक बजे से पहले पहुँचेगा।", "পার্সেল {0} আজ দুপুর একটার আগে পৌঁছাবে।",
        "பார்சல் {0} இன்று மதியம் ஒரு மணிக்கு முன் வரும்.", "พัสดุ {0} จะถึงวันนี้ก่อนบ่ายโมง", "Gói hàng {0} sẽ đến hôm nay trước 13:00.", "Order {0} shipped 🚚 see you tomorrow 😀",
    ];

    public static int Run(string[] arguments)
    {
        var rows = arguments is [var given, ..] ? int.Parse(given, CultureInfo.InvariantCulture) : 100_000;
        var written = new Last();
        var document = new Document
        {
            Title = "Messages",
            Language = "en",
            CreatedAt = DateTimeOffset.UnixEpoch,
            Progress = written,
            Body = new Element[] { new Heading(1, "Messages"), new Table([new("Sent"), new("To"), new("Text", 3), new("Price") { Align = Align.End }], Rows(rows)) }.ToAsyncEnumerable(),
        };

        var start = Stopwatch.GetTimestamp();
        new PdfEngine().WriteAsync(document, Stream.Null, CancellationToken.None).GetAwaiter().GetResult();
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"{written.Value.Rows:N0} rows on {written.Value.Pages:N0} pages in {seconds:F1} s");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"RESULT rows_per_s={rows / seconds:F0} peak_mb={process.PeakWorkingSet64 >> 20}"));
        return written.Value.Rows == rows ? 0 : 1;
    }

    private static IEnumerable<Row> Rows(int count)
    {
        var first = new DateTime(2026, 1, 1, 8, 0, 0, DateTimeKind.Utc);
        for (var i = 0; i < count; i++)
        {
            var text = string.Format(CultureInfo.InvariantCulture, Texts[i % Texts.Length], i * 7919L % 1_000_003);
            yield return new Row(
                first.AddMinutes(3 * i).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), Number(i), text, "0.045 EUR");
        }
    }

    private static RichText Number(int number) => $"+3069{10_000_000 + number * 31L % 89_999_999}";

    private sealed class Last : IProgress<Written>
    {
        public Written Value { get; private set; }

        public void Report(Written value) => Value = value;
    }
}
