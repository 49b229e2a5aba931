using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TypedTasks.Serialization;

/// <summary>Text as it is, or not at all: half of a surrogate pair has no UTF-8, and the serializer would put another character in its place.</summary>
internal sealed class WholeText : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(Checked(value));

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(Checked(value));

    /// <summary>Whether every surrogate has its other half.</summary>
    public static bool Is(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAnyInRange('\ud800', '\udfff'); at >= 0; at = text.IndexOfAnyInRange('\ud800', '\udfff'))
        {
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
                return false;
            text = text[(at + 2)..];
        }

        return true;
    }

    /// <exception cref="ArgumentException">It holds half of a surrogate pair.</exception>
    public static void Check(string text, [CallerArgumentExpression(nameof(text))] string? parameter = null)
    {
        if (!Is(text))
            throw new ArgumentException("The text holds half of a surrogate pair, which no encoding carries.", parameter);
    }

    private static string Checked(string text) =>
        Is(text) ? text : throw new InvalidOperationException("a text holds half of a surrogate pair, which no encoding carries: cut texts between characters (Rune, StringInfo).");
}
