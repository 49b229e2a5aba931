using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TypedTasks.Dashboard.Html;

namespace TypedTasks.Dashboard.Forms;

/// <summary>A plain member of an event: a text, a number, a truth value, or one of some values.</summary>
internal sealed class EventField
{
    private readonly string type;
    private readonly bool isNullable;
    private readonly bool isRequired;
    private readonly string? format;

    /// <summary>The JSON of each value that it may have, where these are listed.</summary>
    private readonly IReadOnlyList<string> choices;

    private EventField(string name, string type, bool isNullable, bool isRequired, string? format, IReadOnlyList<string> choices)
    {
        Name = name;
        (this.type, this.isNullable, this.isRequired, this.format, this.choices) = (type, isNullable, isRequired, format, choices);
    }

    /// <summary>The name of the member; empty for the event itself.</summary>
    public string Name { get; }

    private string Field => "f." + Name;

    private string Label => Name.Length > 0 ? Name : "The answer";

    /// <summary>The field of a schema; null where that is not plain.</summary>
    public static EventField? Of(string name, JsonElement schema, bool isRequired)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return null;
        string[] types = schema.TryGetProperty("type", out var type)
            ? type.ValueKind == JsonValueKind.Array ? [.. type.EnumerateArray().Select(static t => t.GetString()!)] : [type.GetString()!]
            : [];
        var isNullable = types.Contains("null");
        string[] kinds = [.. types.Where(static t => t != "null")];
        var format = schema.TryGetProperty("format", out var given) ? given.GetString() : null;
        if (schema.TryGetProperty("enum", out var values))
            return new(name, "enum", isNullable, isRequired, null, [.. values.EnumerateArray().Where(static v => v.ValueKind != JsonValueKind.Null).Select(static v => v.GetRawText())]);

        // Numbers of .NET may be written as text too; then a pattern says which.
        if (kinds is ["string", "integer" or "number"])
            kinds = [kinds[1]];
        return kinds is ["string" or "integer" or "number" or "boolean"] ? new(name, kinds[0], isNullable, isRequired, format, []) : null;
    }

    public void Write(Markup page)
    {
        if (type == "boolean")
        {
            page.Write($"""<label>{Label} <select name="{Field}"><option value="true">yes</option><option value="false">no</option>""");
            if (isNullable)
                page.Write($"""<option value="">not said</option>""");
            page.Write($"</select></label>");
            return;
        }

        if (type == "enum")
        {
            page.Write($"""<label>{Label} <select name="{Field}">""");
            if (isNullable)
                page.Write($"""<option value="">not said</option>""");
            foreach (var choice in choices)
                page.Write($"""<option value="{choice}">{Shown(choice)}</option>""");
            page.Write($"</select></label>");
            return;
        }

        page.Write($"""<label class="{(type == "string" ? "wide" : "")}">{Label} <input name="{Field}" autocomplete="off" inputmode="{(type == "string" ? "text" : "decimal")}" placeholder="{format}"></label>""");
    }

    /// <summary>Whether it is to be written: what may be left out and was not filled in is not.</summary>
    public bool IsGiven(IFormCollection form) => isRequired || form[Field].ToString().Length > 0;

    /// <summary>Writes what was filled in.</summary>
    /// <exception cref="ArgumentException">It cannot be read.</exception>
    public void Read(IFormCollection form, Utf8JsonWriter json)
    {
        var text = form[Field].ToString();
        if (text.Length == 0 && (isNullable || type != "string"))
        {
            if (!isNullable)
                throw new ArgumentException($"{Label} is missing.");
            json.WriteNullValue();
            return;
        }

        switch (type)
        {
            case "boolean":
                json.WriteBooleanValue(text == "true");
                break;
            case "enum" when choices.Contains(text, StringComparer.Ordinal):
                json.WriteRawValue(text);
                break;
            case "integer" when decimal.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole):
                json.WriteNumberValue(whole);
                break;
            case "number" when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                json.WriteNumberValue(number);
                break;
            case "string":
                json.WriteStringValue(text);
                break;
            default:
                throw new ArgumentException($"{Label}: '{Words.Short(text, 40)}' is not what is expected here{(type == "enum" ? "" : $": write {(type == "integer" ? "a whole number" : "a number")}")}.");
        }
    }

    private static string Shown(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ToString();
    }
}
