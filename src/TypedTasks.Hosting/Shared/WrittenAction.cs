using TypedTasks.Operations;
using TypedTasks.Storage;

namespace TypedTasks.Hosting.Shared;

/// <summary>Writes down what somebody has done, in the same words wherever he did it.</summary>
internal static class WrittenAction
{
    private const int MostLetters = 2000;

    public static RecordAction Of(string name, string? flowId, string target, ActionBy by, string result) =>
        new(new(name, by.Actor, by.Reason, Cut(target), Cut(result)) { FlowId = flowId });

    public static RecordAction Raise(string? flowId, string eventName, string? key, ActionBy by, string result) => Of("raise", flowId, Event(eventName, key), by, result);

    public static RecordAction Replay(string? flowId, string queue, ActionBy by, string result) => Of("replay dead letters", flowId, $"queue {queue}", by, result);

    public static RecordAction Schedule(string verb, string? flowId, string schedule, ActionBy by, string result) => Of(verb, flowId, $"schedule {schedule}", by, result);

    /// <summary>What an event that is said is called.</summary>
    public static string Event(string name, string? key) => $"event {name}{(key is null ? "" : $" under key {key}")}";

    private static string Cut(string text) => text.Length <= MostLetters ? text : text[..MostLetters];
}
