using System.Buffers;
using System.Text;
using System.Text.Json;

namespace CodeAtlas;

/// <summary>What the panel shows, as JSON within the page. The writer escapes whatever could end the element.</summary>
internal static class ReportData
{
    public static void Write(StringBuilder page, ReportModel model)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var file in model.Files)
                WriteFile(json, file, model.Colours.SlotOf(file.Language));
            json.WriteEndArray();
        }

        page.Append("<script type=\"application/json\" id=\"files\">");
        page.Append(Encoding.UTF8.GetString(buffer.WrittenSpan)).Append("</script>\n");
    }

    private static void WriteFile(Utf8JsonWriter json, FileCard file, int slot)
    {
        json.WriteStartArray();
        json.WriteStringValue(file.Path);
        json.WriteStringValue(file.Language);
        json.WriteNumberValue(slot);
        json.WriteNumberValue(file.Lines);
        json.WriteNumberValue(file.Blank);
        json.WriteNumberValue(file.Bytes);
        json.WriteStringValue(file.LongestBlock.Name);
        json.WriteNumberValue(file.LongestBlock.Line);
        json.WriteNumberValue(file.LongestBlock.Lines);
        json.WriteEndArray();
    }
}
