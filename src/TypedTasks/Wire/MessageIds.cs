using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TypedTasks.Paths;
using TypedTasks.Storage;

namespace TypedTasks.Wire;

/// <summary>Names messages: what is sent again has the id it had, what is meant to run again a new one.</summary>
internal static class MessageIds
{
    // Azure Service Bus: message-id of at most 128 characters (Service Bus quotas).
    private const int MaxLength = 128;

    public static string Step(FlowKey key, StepPath path, int attempt) =>
        Bounded(string.Create(CultureInfo.InvariantCulture, $"{key}/{path}/{attempt}"));

    /// <summary>The message that takes the place of one that has to wait.</summary>
    public static string Deferred(FlowKey key, StepPath path, int attempt, int deferrals) =>
        Bounded(string.Create(CultureInfo.InvariantCulture, $"{key}/{path}/{attempt}+{deferrals}"));

    public static string FanOut(FlowKey key, StepPath path, int cursor) =>
        Bounded(string.Create(CultureInfo.InvariantCulture, $"{key}/{path}/f{cursor}/0"));

    public static string Limit(FlowKey key, StepPath path) =>
        Bounded(string.Create(CultureInfo.InvariantCulture, $"{key}/{path}/limit"));

    private static string Bounded(string id) =>
        id.Length <= MaxLength ? id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
