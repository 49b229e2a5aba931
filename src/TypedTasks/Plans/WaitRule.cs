using System.Text.Json;
using TypedTasks.Serialization;

namespace TypedTasks.Plans;

/// <summary>What a wait waits for, and for how long.</summary>
/// <param name="Event">The name of the event.</param>
/// <param name="Key">The key that it was composed with, or null.</param>
/// <param name="IsKeyed">Whether the key is what arrives.</param>
/// <param name="Within">For how long it waits; null: as long as its flow lives.</param>
/// <param name="Otherwise">What it yields when that is over; null: it fails then.</param>
internal sealed record WaitRule(string Event, string? Key = null, bool IsKeyed = false, TimeSpan? Within = null, IGivenValue? Otherwise = null)
{
    private const int MaxLength = 128;

    /// <summary>Checks a key.</summary>
    /// <exception cref="ArgumentException">It is empty, too long, or holds half of a character.</exception>
    public static void CheckKey(string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        WholeText.Check(key);
        if (key.Length > MaxLength)
            throw new ArgumentException($"The key of an event has {key.Length} characters; at most {MaxLength} are allowed. Use a hash of it.", nameof(key));
    }

    /// <summary>Checks the name of an event.</summary>
    /// <exception cref="ArgumentException">It is empty, too long, or holds half of a character.</exception>
    public static void CheckEvent(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        WholeText.Check(name);
        if (name.Length > MaxLength)
            throw new ArgumentException($"The name of an event has {name.Length} characters; at most {MaxLength} are allowed.", nameof(name));
    }

    /// <summary>The rule of a node that came over the wire.</summary>
    /// <exception cref="FormatException">It does not have the form.</exception>
    public static WaitRule Read(string name, string? key, bool isKeyed, TimeSpan? within, RawValue? otherwise)
    {
        CheckEvent(name);
        if (key is not null)
            CheckKey(key);
        return key is not null && isKeyed ? throw new FormatException("a wait has two keys.")
            : within is null && otherwise is not null ? throw new FormatException("a wait without a time yields something when it is over.")
            : within <= TimeSpan.Zero ? throw new FormatException("the time of a wait is not positive.")
            : new(name, key, isKeyed, within, otherwise);
    }

    /// <summary>The key that has arrived.</summary>
    /// <exception cref="TaskArgumentException">It is none.</exception>
    public static string ReadKey(ReadOnlyMemory<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json.Span);
            var key = reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new TaskArgumentException("The key of a wait is no text: what arrives at Wait.Keyed must be a string.");
            CheckKey(key);
            return key;
        }
        catch (ArgumentException e)
        {
            throw new TaskArgumentException($"A wait cannot have the key that has arrived: {e.Message}", e);
        }
    }
}
