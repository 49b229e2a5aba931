using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using TypedTasks.Plans;

namespace TypedTasks.Hosting.Client;

/// <summary>Signs links to events, and reads them: the payload as base64url, a dot, its HMAC-SHA-256.</summary>
internal sealed class EventLinks(EventRaising events, TimeProvider time, IOptions<TypedTasksOptions> options) : IEventLinks
{
    private const int Version = 1;
    private const int MaxChoices = 10;
    private const int MaxLabel = 100;
    private const int MaxToken = 2000;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    public string CreateEventLink<T>(string flowId, TaskEvent<T> taskEvent, IReadOnlyList<EventChoice<T>> choices, TimeSpan validFor, string? key = null)
    {
        FlowIds.Check(flowId);
        ArgumentNullException.ThrowIfNull(taskEvent);
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(validFor, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(validFor, Longest);
        if (key is not null)
            WaitRule.CheckKey(key);
        if (choices.Count is 0 or > MaxChoices)
            throw new ArgumentException($"A link offers 1 to {MaxChoices} answers, not {choices.Count}.", nameof(choices));
        var signing = Key;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("v"u8, Version);
            json.WriteString("flow"u8, flowId);
            json.WriteString("event"u8, taskEvent.Name);
            if (key is not null)
                json.WriteString("key"u8, key);
            json.WriteNumber("until"u8, (time.GetUtcNow() + validFor).ToUnixTimeSeconds());
            json.WriteStartArray("choices"u8);
            foreach (var choice in choices)
            {
                if (string.IsNullOrWhiteSpace(choice.Label) || choice.Label.Length > MaxLabel)
                    throw new ArgumentException($"The label of an answer is empty or has more than {MaxLabel} characters.", nameof(choices));
                json.WriteStartArray();
                json.WriteStringValue(choice.Label);
                json.WriteRawValue(events.Json(taskEvent, choice.Value));
                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        var token = $"{Base64Url.EncodeToString(buffer.WrittenSpan)}.{Base64Url.EncodeToString(HMACSHA256.HashData(signing, buffer.WrittenSpan))}";
        return token.Length <= MaxToken ? token : throw new ArgumentException($"The link would have {token.Length} characters, and mail programs cut what has more than {MaxToken}: let its values be shorter.", nameof(choices));
    }

    public EventLink? Read(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        return Open(token) is { } link ? new(link.FlowId, link.Event, [.. link.Choices.Select(static c => c.Label)], link.ExpiresAt, link.ExpiresAt <= time.GetUtcNow()) : null;
    }

    public async ValueTask<RaiseOutcome?> RaiseAsync(string token, int choice, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (Open(token) is not { } link || link.ExpiresAt <= time.GetUtcNow() || choice < 0 || choice >= link.Choices.Count)
            return null;
        return (await events.RaiseAsync(link.FlowId, link.Event, link.Key, link.Choices[choice].Json, cancellationToken).ConfigureAwait(false)).Answer;
    }

    private byte[] Key => options.Value.EventLinkKey is { IsEmpty: false } key
        ? key.ToArray()
        : throw new InvalidOperationException("No key is set that links to events are signed with: set TypedTasksOptions.EventLinkKey, the same one in every process, to at least 32 random bytes.");

    // The signature first: nothing else of a token is looked at before it is known to be ours.
    private SignedLink? Open(string token)
    {
        var key = Key;
        var dot = token.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0 || token.Length > MaxToken || Decode(token.AsSpan(0, dot)) is not { } payload || Decode(token.AsSpan(dot + 1)) is not { } signature)
            return null;
        return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, payload), signature) ? Parse(payload) : null;
    }

    private static byte[]? Decode(ReadOnlySpan<char> text)
    {
        if (!Base64Url.IsValid(text))
            return null;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        return Base64Url.TryDecodeFromChars(text, bytes, out var length) ? bytes[..length] : null;
    }

    private static SignedLink? Parse(byte[] payload)
    {
        using var document = JsonDocument.Parse(payload);
        var root = document.RootElement;
        return root.GetProperty("v"u8).GetInt32() == Version
            ? new(
                root.GetProperty("flow"u8).GetString()!,
                root.GetProperty("event"u8).GetString()!,
                root.TryGetProperty("key"u8, out var key) ? key.GetString()! : "",
                DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("until"u8).GetInt64()),
                [.. root.GetProperty("choices"u8).EnumerateArray().Select(static c => (c[0].GetString()!, Encoding.UTF8.GetBytes(c[1].GetRawText())))])
            : null;
    }

    private sealed record SignedLink(string FlowId, string Event, string Key, DateTimeOffset ExpiresAt, IReadOnlyList<(string Label, byte[] Json)> Choices);
}
