using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TypedTasks.Paths;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Wire;

/// <summary>Names messages: what is sent again has the id it had, what is meant to run again a new one.</summary>
internal static class MessageIds
{
    // Azure Service Bus: message-id of at most 128 characters (Service Bus quotas).
    private const int MaxLength = 128;

    private const int MarkLength = 8;

    public static string Step(FlowKey key, StepPath path, int attempt) =>
        Bounded(string.Create(CultureInfo.InvariantCulture, $"{key}{Sign(key)}{Mark(key)}/{path}/{attempt}"));

    /// <summary>The message that takes the place of one that has to wait.</summary>
    public static string Deferred(FlowKey key, StepPath path, int attempt, int deferrals) =>
        Bounded(string.Create(CultureInfo.InvariantCulture, $"{key}{Sign(key)}{Mark(key)}/{path}/{attempt}+{deferrals}"));

    public static string FanOut(FlowKey key, StepPath path, int cursor) =>
        Bounded(string.Create(CultureInfo.InvariantCulture, $"{key}{Sign(key)}{Mark(key)}/{path}/f{cursor}/0"));

    public static string Limit(FlowKey key, StepPath path) =>
        Bounded(string.Create(CultureInfo.InvariantCulture, $"{key}{Sign(key)}{Mark(key)}/{path}/limit"));

    public static string Wait(FlowKey key, StepPath path) =>
        Bounded(string.Create(CultureInfo.InvariantCulture, $"{key}{Sign(key)}{Mark(key)}/{path}/wait"));

    /// <summary>The message that takes up a wait again after a retry.</summary>
    public static string WaitAgain(FlowKey key, StepPath path) =>
        Bounded(string.Create(CultureInfo.InvariantCulture, $"{key}{Sign(key)}{Mark(key)}/{path}/again"));

    /// <summary>A message that is sent on.</summary>
    /// <param name="id">The id that it has; its deferral is taken off, where it shows.</param>
    /// <param name="deferral">How often it was sent on with this time, from 1.</param>
    public static string SentOn(string id, int deferral)
    {
        var name = deferral > 1 && id.EndsWith(Mark(deferral - 1), StringComparison.Ordinal) ? id[..^Mark(deferral - 1).Length] : id;
        return Bounded(name + Mark(deferral));
    }

    /// <summary>The id without deferral: what the message is called however often it was sent on, as far as its length lets it show.</summary>
    public static string NameOf(TaskMessage message) => message.Deferral > 0 && message.Id.EndsWith(Mark(message.Deferral), StringComparison.Ordinal)
        ? message.Id[..^Mark(message.Deferral).Length]
        : message.Id;

    /// <summary>The id without deferral; null where there is no message, or its length has hidden what it was called.</summary>
    public static string? FullNameOf(TaskMessage? message) => message is null || (message.Deferral > 0 && NameOf(message) == message.Id) ? null : NameOf(message);

    // A flow that is accepted anew under an id that it had before must not be taken for the first one by duplicate detection.
    private static ReadOnlySpan<char> Mark(FlowKey key) => key.Seal is { Nonce: var nonce } ? nonce.AsSpan(0, Math.Min(MarkLength, nonce.Length)) : default;

    private static string Mark(int deferral) => string.Create(CultureInfo.InvariantCulture, $"~{deferral}");

    private static string Sign(FlowKey key) => key.Seal is { Nonce.Length: > 0 } ? "!" : "";

    private static string Bounded(string id) =>
        id.Length <= MaxLength ? id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
