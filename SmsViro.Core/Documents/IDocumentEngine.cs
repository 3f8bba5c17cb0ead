namespace SmsViro.Core.Documents;

/// <summary>
/// Turns elements into a file. Two sides are meant: <see cref="Pdf.PdfEngine"/>, ours, and QuestPDF for whoever prefers it:
/// one class that maps each <see cref="Element"/> to its fluent calls. Reports speak to this seam only.
/// </summary>
public interface IDocumentEngine
{
    /// <summary>
    /// Writes while it reads, never seeks and leaves <paramref name="output"/> open; after an exception or a cancellation what was written is not a document.
    /// </summary>
    Task WriteAsync(Document document, Stream output, CancellationToken cancel);
}
