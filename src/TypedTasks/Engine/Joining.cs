using TypedTasks.Paths;
using TypedTasks.Plans;
using TypedTasks.Serialization;
using TypedTasks.Storage;
using TypedTasks.Transport;
using TypedTasks.Wire;

namespace TypedTasks.Engine;

/// <summary>What a join or a scope makes of the ends of its members.</summary>
internal static class Joining
{
    public static RecordMember Record(Climb above, RecordedOutcome outcome, DateTimeOffset now)
    {
        var (_, join, node, index, count) = above;
        var rule = node.Join!;
        return new(join.Flow.Key, join.Path.Text, index, count, outcome)
        {
            Policy = rule.Policy,
            Cancels = rule.Cancels switch
            {
                JoinCancels.Members => join.Path.Text,
                JoinCancels.Body => join.Path.Child(0).Text,
                _ => null,
            },
            KeepsOrder = join.Flow.Plan.Final?.Path == join.Path.Text,
            IsCompensable = rule.IsCompensable && !join.Path.IsAside,
            Carrier = rule.Absorbs && !outcome.Succeeded ? CarrierOf(join, node) : null,
            CreateOwed = progress => Owed(join, node, count, progress, now),
        };
    }

    private static FailureCarrier CarrierOf(Place scope, PlanNode node)
    {
        var (group, path) = Carriers.Of(node, scope.Path);
        return new(path.Text, group.Members);
    }

    /// <summary>What a completed join yields.</summary>
    public static FlowValue Result(Place join, PlanNode node, int count, RecordedOutcome deciding) => node.Join!.Yields switch
    {
        JoinYield.Members => FlowValue.Joined(join.Path.Text, count),
        JoinYield.Chunks => FlowValue.Chunks(join.Path.Text, count),
        JoinYield.Outcomes => FlowValue.Outcomes(join.Path.Text, count),
        JoinYield.Outcome => FlowValue.Outcome(join.Path.Text, 0),
        _ => deciding.Value,
    };

    private static List<TaskMessage> Owed(Place join, PlanNode node, int count, JoinProgress progress, DateTimeOffset now)
    {
        List<TaskMessage> owed = [];
        if (!progress.IsDecided)
        {
            if (progress.State == JoinState.Open && node.Elements is { MaxParallelism: > 0 } each)
                StartNext(join, node, each, count, progress.Ended, owed);
            return owed;
        }

        var failed = progress.State == JoinState.Failed;
        if (node.Side is { } side && side.OnFailure == failed)
        {
            var branch = join.Enter(StepPath.SideLevel);
            owed.Add(Messages.Start(branch, failed ? FailureOf(join, progress.Outcome) : progress.Outcome.Value, now));
        }

        if (failed)
        {
            if (node.Join!.Handler is { } handler)
                owed.Add(Messages.Start(join.Child(handler), FailureOf(join, progress.Outcome), now));
        }
        else if (Climb.From(join, succeeded: true) is { Kind: ClimbKind.Next } next)
        {
            owed.Add(Messages.Start(next.Place, Result(join, node, count, progress.Outcome), now));
        }

        return owed;
    }

    private static FlowValue FailureOf(Place join, RecordedOutcome outcome) =>
        FlowValue.Inline(FailureJson.Shorten(outcome.Failure!.Value, join.Flow.MaxFailureBytes));

    // When a member ends, the next one starts: the store counts the ends, so each cursor is sent once.
    private static void StartNext(Place join, PlanNode node, ElementRule each, int count, int ended, List<TaskMessage> owed)
    {
        var cursor = each.MaxParallelism + ended - 1;
        if (cursor < count)
        {
            var input = FlowValue.Joined(ListOf(join), count * Math.Max(each.ChunkSize, 1));
            owed.Add(Messages.FanOut(join, node, cursor, cursor + 1, input));
        }
    }

    /// <summary>Where the elements of an <c>Each</c> with bounded parallelism are kept, for its messages to find.</summary>
    public static string ListOf(Place each) => each.Path.Enter(StepPath.PlanLevel).Text;

    /// <summary>The failure of a join whose members have all failed.</summary>
    public static byte[] AllFailed(Place join, IReadOnlyList<RecordedOutcome> members) => FailureJson.Write(new TaskFailure(
        "TypedTasks.AllFailed",
        $"None of {members.Count} alternatives succeeded.",
        null,
        "",
        join.Path.Text,
        0,
        [.. members.Where(static m => !m.Succeeded).Select(static m => FailureJson.Read(m.Failure!.Value))]));
}
