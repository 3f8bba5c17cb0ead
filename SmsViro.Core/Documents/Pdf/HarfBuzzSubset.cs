using System.Runtime.InteropServices;
using HarfBuzzSharp;

namespace SmsViro.Core.Documents.Pdf;

/// <summary>The subsetter inside HarfBuzz's own library, which its C# binding leaves out.</summary>
internal static unsafe partial class HarfBuzzSubset
{
    private const string Library = "libHarfBuzzSharp";
    private const uint NoHinting = 1;
    private const uint DroppedTables = 3;

    // Shaping is over when a font is embedded: what only shaping reads would be dead weight.
    private static readonly string[] ShapingTables = ["GSUB", "GPOS", "GDEF", "name", "STAT", "kern"];

    /// <summary>The font with nothing but these glyphs, and the new number of each.</summary>
    public static (byte[] Font, Dictionary<ushort, ushort> Renumbered) Cut(Face face, IReadOnlyCollection<ushort> glyphs)
    {
        var input = Must(hb_subset_input_create_or_fail());
        nint plan = 0, subset = 0, blob = 0;
        try
        {
            var wanted = hb_subset_input_glyph_set(input);
            foreach (var glyph in glyphs) hb_set_add(wanted, glyph);
            hb_subset_input_set_flags(input, NoHinting);
            var dropped = hb_subset_input_set(input, DroppedTables);
            foreach (var table in ShapingTables) hb_set_add(dropped, Tag.Parse(table));

            plan = Must(hb_subset_plan_create_or_fail(face.Handle, input));
            var map = hb_subset_plan_old_to_new_glyph_mapping(plan);
            var renumbered = glyphs.ToDictionary(glyph => glyph, glyph => (ushort)hb_map_get(map, glyph));
            subset = Must(hb_subset_plan_execute_or_fail(plan));
            blob = hb_face_reference_blob(subset);
            var data = hb_blob_get_data(blob, out var length);
            return (new ReadOnlySpan<byte>(data, (int)length).ToArray(), renumbered);
        }
        finally
        {
            hb_blob_destroy(blob);
            hb_face_destroy(subset);
            hb_subset_plan_destroy(plan);
            hb_subset_input_destroy(input);
        }
    }

    private static nint Must(nint made) => made != 0 ? made : throw new InvalidOperationException("HarfBuzz could not cut a font of this assembly.");

    [LibraryImport(Library)]
    private static partial nint hb_subset_input_create_or_fail();

    [LibraryImport(Library)]
    private static partial void hb_subset_input_destroy(nint input);

    [LibraryImport(Library)]
    private static partial nint hb_subset_input_glyph_set(nint input);

    [LibraryImport(Library)]
    private static partial nint hb_subset_input_set(nint input, uint kind);

    [LibraryImport(Library)]
    private static partial void hb_subset_input_set_flags(nint input, uint flags);

    [LibraryImport(Library)]
    private static partial nint hb_subset_plan_create_or_fail(nint face, nint input);

    [LibraryImport(Library)]
    private static partial nint hb_subset_plan_execute_or_fail(nint plan);

    [LibraryImport(Library)]
    private static partial nint hb_subset_plan_old_to_new_glyph_mapping(nint plan);

    [LibraryImport(Library)]
    private static partial void hb_subset_plan_destroy(nint plan);

    [LibraryImport(Library)]
    private static partial uint hb_map_get(nint map, uint key);

    [LibraryImport(Library)]
    private static partial void hb_set_add(nint set, uint value);

    [LibraryImport(Library)]
    private static partial nint hb_face_reference_blob(nint face);

    [LibraryImport(Library)]
    private static partial void hb_face_destroy(nint face);

    [LibraryImport(Library)]
    private static partial byte* hb_blob_get_data(nint blob, out uint length);

    [LibraryImport(Library)]
    private static partial void hb_blob_destroy(nint blob);
}
