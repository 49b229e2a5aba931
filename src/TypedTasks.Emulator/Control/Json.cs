using System.Text.Json;
using System.Xml;
using TypedTasks.Emulator.Http;

namespace TypedTasks.Emulator.Control;

/// <summary>Writes answers.</summary>
internal static class Json
{
    public static HttpResponse Answer(int status, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return new(status, "application/json", stream.ToArray());
    }

    public static HttpResponse Ok(Action<Utf8JsonWriter> write) => Answer(200, write);

    public static HttpResponse Error(int status, string text) => Answer(status, json => json.WriteString("error", text));

    public static void Duration(this Utf8JsonWriter json, string name, TimeSpan duration) => json.WriteString(name, XmlConvert.ToString(duration));
}
