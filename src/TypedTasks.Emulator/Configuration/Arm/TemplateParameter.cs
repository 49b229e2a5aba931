using System.Globalization;
using System.Text.Json;

namespace TypedTasks.Emulator.Configuration.Arm;

/// <summary>Values of parameters: those that a user writes are texts, whatever the template wants.</summary>
internal static class TemplateParameter
{
    /// <exception cref="FormatException">The text is not of the type.</exception>
    public static object? Read(string name, string? type, string text)
    {
        return type?.ToLowerInvariant() switch
        {
            "int" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(name, "a whole number"),
            "bool" => bool.TryParse(text, out var flag) ? flag : throw Wrong(name, "true or false"),
            "array" or "object" or "secureobject" => ReadJson(name, text),
            _ => text,
        };
    }

    private static object? ReadJson(string name, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return TemplateValue.Read(document.RootElement, null);
        }
        catch (JsonException)
        {
            throw Wrong(name, "JSON");
        }
    }

    private static FormatException Wrong(string name, string wanted) => new($"The parameter '{name}' must be {wanted}.");
}
