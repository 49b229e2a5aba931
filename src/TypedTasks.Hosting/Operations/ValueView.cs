using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using TypedTasks.Generated;
using TypedTasks.Hosting.Shared;
using TypedTasks.Operations;
using TypedTasks.Plans;
using TypedTasks.Security;

namespace TypedTasks.Hosting.Operations;

/// <summary>Shows values to people: without what is marked as sensitive, changed as the application says, and not longer than anybody reads.</summary>
internal sealed class ValueView(TaskCatalog catalog, IOptions<OperationsOptions> options)
{
    private const string Sensitive = "It is marked as sensitive.";
    private const string Unknown =
        "This process does not know the task, so it cannot tell which of its values are sensitive. Look where the task is registered, or allow it (OperationsOptions.ShowsUnknownTasks).";

    /// <summary>The arguments of a call.</summary>
    public ShownValue Arguments(StepCall call)
    {
        if (call.Arguments is not RawArguments { Json: var json } || ProtectedForm.IsProtected(json.Span))
            return new(null, 0, ProtectedForm.Unreadable);
        var task = catalog.Find(call.Name);
        return IsHidden(task) ? new(null, json.Length, Unknown) : Show(call.Name, task is { SensitiveParameters.Count: > 0 } ? Without(json, task.SensitiveParameters) : json);
    }

    /// <summary>What has arrived at a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="flow">The tasks of its flow: what one of them yields may be what arrives.</param>
    /// <param name="json">What has arrived.</param>
    public ShownValue Input(StepCall call, IReadOnlyList<string> flow, ReadOnlyMemory<byte> json)
    {
        var task = catalog.Find(call.Name);
        if (IsHidden(task) || flow.Any(t => IsHidden(catalog.Find(t))))
            return new(null, json.Length, Unknown);

        // What arrives fills parameters that were not given, and nobody says which.
        var given = GivenOf(call);
        return task?.SensitiveParameters.Any(p => !given.Contains(p)) == true || flow.Any(t => catalog.Find(t)?.IsResultSensitive == true)
            ? new(null, json.Length, Sensitive)
            : Show(call.Name, json);
    }

    /// <summary>What a call has yielded.</summary>
    public ShownValue Result(StepCall call, ReadOnlyMemory<byte> json)
    {
        var task = catalog.Find(call.Name);
        return IsHidden(task) ? new(null, json.Length, Unknown) : task?.IsResultSensitive == true ? new(null, json.Length, Sensitive) : Show(call.Name, json);
    }

    private bool IsHidden(TaskDefinition? task) => task is null && !options.Value.ShowsUnknownTasks;

    private ShownValue Show(string task, ReadOnlyMemory<byte> json)
    {
        var text = Encoding.UTF8.GetString(json.Span);
        if (options.Value.Redact is { } redact)
        {
            if (redact(task, text) is not { } changed)
                return new(null, json.Length, "The application hides it (OperationsOptions.Redact).");
            text = changed;
        }

        var most = options.Value.MaxValueBytes;
        var size = Encoding.UTF8.GetByteCount(text);
        if (size <= most)
            return new(text, size);
        var bytes = Encoding.UTF8.GetBytes(text).AsSpan(0, most);

        // Not within a character.
        while (bytes.Length > 0 && (bytes[^1] & 0xC0) == 0x80)
            bytes = bytes[..^1];
        if (bytes.Length > 0 && bytes[^1] >= 0xC0)
            bytes = bytes[..^1];
        return new(Encoding.UTF8.GetString(bytes), size, $"The first {bytes.Length} of {size} bytes.");
    }

    private static HashSet<string> GivenOf(StepCall call)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        if (call.Arguments is not RawArguments { Json: var json })
            return names;
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            names.Add(reader.GetString()!);
            reader.Read();
            reader.Skip();
        }

        return names;
    }

    private static byte[] Without(ReadOnlyMemory<byte> json, IReadOnlyList<string> sensitive)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            var reader = new Utf8JsonReader(json.Span);
            reader.Read();
            writer.WriteStartObject();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                writer.WritePropertyName(name);
                if (sensitive.Contains(name))
                    writer.WriteStringValue("***");
                else
                    writer.WriteRawValue(json.Span[start..(int)reader.BytesConsumed], skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        return stream.ToArray();
    }
}
