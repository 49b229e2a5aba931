using System.Text.Json;
using TypedTasks.Emulator.Configuration;

namespace TypedTasks.Emulator.Control;

/// <summary>What somebody asks of the emulator itself: a verb, the parts of the path after <c>/$emulator/</c>, the query and the body.</summary>
internal sealed record ControlRequest(string Verb, string Path, IReadOnlyDictionary<string, string> Query, byte[] Body)
{
    public const string Root = "$emulator";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    public static bool IsAt(string path) =>
        path.Equals(Root, StringComparison.OrdinalIgnoreCase) || path.StartsWith(Root + "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the body, an object of which everything must be asked for; without one, it is empty.</summary>
    public T Read<T>(Func<JsonNodeReader, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(Body.Length == 0 ? "{}"u8.ToArray() : Body, Strict);
            var root = new JsonNodeReader(document.RootElement, "The request");
            var result = read(root);
            root.Close();
            return result;
        }
        catch (JsonException broken)
        {
            throw new ControlException(400, $"The body is not valid JSON: {broken.Message}");
        }
        catch (InvalidOperationException)
        {
            // The parser looks at the characters of a text only when somebody takes it.
            throw new ControlException(400, "The body is not valid JSON: a text in it is not UTF-8.");
        }
        catch (FormatException wrong)
        {
            throw new ControlException(400, wrong.Message);
        }
    }
}
