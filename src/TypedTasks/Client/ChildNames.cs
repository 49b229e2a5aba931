using System.Security.Cryptography;
using System.Text.Json;
using TypedTasks.Plans;

namespace TypedTasks;

/// <summary>
/// The ids of the flows that one run of a step starts. They follow from the step and from what is started, not from the order: a run that is
/// repeated comes to the same ids, and the store accepts an id once. So nothing has to be kept of them.
/// </summary>
internal sealed class ChildNames(string flowId, string step, int? element)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Numbers> started = new(StringComparer.Ordinal);

    /// <summary>What tells a flow from others without a key: its plan, and what else the store would keep of it. Equal ones are told apart by their number.</summary>
    /// <exception cref="TaskArgumentException">An argument cannot be written as JSON.</exception>
    /// <exception cref="InvalidOperationException">The signature cannot be run.</exception>
    public static string IdentityOf(PlanNode node, JsonSerializerOptions json)
    {
        RootOptions.Check(node, isReturned: false);
        var hash = Convert.ToHexStringLower(SHA256.HashData(PlanWriter.Write(PlanCompiler.Compile(node), json)));
        var line = node.Options?.TurnKey is { } turn ? $"turn/{turn.Length}/{turn}/" : "";
        return node.Options is { } own ? $"{line}plan/{hash}/{own.UniqueKey?.Length}/{own.UniqueKey}/{own.Name}" : $"plan/{hash}/";
    }

    /// <summary>Takes the id of a flow of this run that has no key.</summary>
    public Name Take(string identity)
    {
        lock (gate)
        {
            var numbers = NumbersOf(identity);
            var number = numbers.Free.Count == 0 ? ++numbers.Last : numbers.Free.Min;
            numbers.Free.Remove(number);
            return new(FlowIds.Child(flowId, step, element, identity, number), identity, number);
        }
    }

    /// <summary>Takes the id of the flow with a key.</summary>
    /// <exception cref="InvalidOperationException">This run has one already.</exception>
    public Name TakeKey(string key)
    {
        var name = Take($"key/{key}");
        if (name.Number == 1)
            return name;
        GiveBack(name);
        throw new InvalidOperationException(
            $"This run of the step has started a flow with the key '{key}' already. A key names one flow of the step: give each its own, "
            + "or none, for then flows with the same steps and arguments are told apart by counting them.");
    }

    /// <summary>The flow was not started, or nobody knows: the next equal one of this run gets the id again.</summary>
    public void GiveBack(Name name)
    {
        lock (gate)
            NumbersOf(name.Identity).Free.Add(name.Number);
    }

    private Numbers NumbersOf(string identity)
    {
        if (!started.TryGetValue(identity, out var numbers))
            started.Add(identity, numbers = new());
        return numbers;
    }

    internal readonly record struct Name(string FlowId, string Identity, int Number);

    private sealed class Numbers
    {
        public int Last { get; set; }

        public SortedSet<int> Free { get; } = [];
    }
}
