using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TypedTasks.Dashboard.Html;

namespace TypedTasks.Dashboard.Forms;

/// <summary>A form made from the JSON schema of an event: a field for each member that is plain, and JSON for the rest.</summary>
internal sealed class EventForm
{
    private const string Whole = "json";

    private readonly IReadOnlyList<EventField> fields;

    private EventForm(IReadOnlyList<EventField> fields) => this.fields = fields;

    /// <summary>The form of a schema; where there is none, or it is no object of plain members, a field for JSON.</summary>
    public static EventForm Of(string? schema)
    {
        if (schema is null)
            return new([]);
        using var document = JsonDocument.Parse(schema);
        var root = document.RootElement;
        if (EventField.Of("", root, isRequired: true) is { } plain)
            return new([plain]);
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("properties", out var members))
            return new([]);
        HashSet<string> required = root.TryGetProperty("required", out var names) ? [.. names.EnumerateArray().Select(static n => n.GetString()!)] : [];
        var fields = members.EnumerateObject().Select(m => EventField.Of(m.Name, m.Value, required.Contains(m.Name))).ToArray();
        return fields.All(static f => f is not null) ? new(fields!) : new([]);
    }

    public void Write(Markup page)
    {
        if (fields.Count == 0)
            page.Write($"""<label class="wide">The answer, as JSON <textarea name="{Whole}" rows="3" required spellcheck="false"></textarea></label>""");
        foreach (var field in fields)
            field.Write(page);
    }

    /// <summary>The JSON that a form was filled with.</summary>
    /// <exception cref="ArgumentException">A field cannot be read.</exception>
    public string Read(IFormCollection form)
    {
        if (fields.Count == 0)
            return form[Whole].ToString();
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            if (fields is [{ Name: "" } plain])
            {
                plain.Read(form, json);
            }
            else
            {
                json.WriteStartObject();
                foreach (var field in fields.Where(f => f.IsGiven(form)))
                {
                    json.WritePropertyName(field.Name);
                    field.Read(form, json);
                }

                json.WriteEndObject();
            }
        }

        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }
}
