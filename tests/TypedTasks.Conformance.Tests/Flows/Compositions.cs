using static TypedTasks.Conformance.Worker.Greeter.Tasks;
using static TypedTasks.Conformance.Worker.Sums.Tasks;

namespace TypedTasks.Conformance.Tests;

/// <summary>Calls, sequences, tuples, groups and Each, each with its result worked out by hand.</summary>
public static class Compositions
{
    private static readonly int[] ThousandNumbers = [.. Enumerable.Range(0, 1000)];

    public static IReadOnlyList<FlowCase> All { get; } =
    [
        // Single calls.
        FlowCase.Of("call", () => Number(1), 1),
        FlowCase.Of("call of Task<T>", () => Add(1, 2), 3),
        FlowCase.Of("call of ValueTask<T>", () => AddThree(1, 2, 3), 6),
        FlowCase.Of("call of void", () => Nothing(), Unit.Value),
        FlowCase.Of("call of Task", () => Later(), Unit.Value),
        FlowCase.Of("call with an optional argument", () => Area(new Point(1, 2, "p"), 3, 0.5), 3.0),
        FlowCase.Of("call without the optional argument", () => Area(new Point(1, 2, "p"), 3), 6.0),
        FlowCase.Of("call with a record", () => Move(new Point(1, 2, "p"), 5), new Point(6, 2, "p")),
        FlowCase.Of("call with a null result", () => Maybe(false), null),
        FlowCase.Of("call on another queue", () => OnSecond(1), 1001),
        FlowCase.Of("call moved to another queue", () => Number(1).OnQueue("second"), 1),
        FlowCase.Of("call of an instance task", () => Greet("Ann"), "hello Ann"),
        FlowCase.Of("call with a keyed service", () => GreetLoudly("Ann"), "HELLO Ann"),
        FlowCase.Of("call with a service", () => GreetWith("Ann"), "hello, Ann"),
        FlowCase.Of("call with a claim check", () => Large(100_000) | Length(), 100_000),
        FlowCase.Of("large result", () => Large(300_000) | Echo() | Length(), 300_000),
        FlowCase.Of("call that is retried", () => FailFirst(2, 7).WithRetry(p => p with { Delay = TimeSpan.FromMilliseconds(1) }), 7),
        FlowCase.Of("call with a delay", () => Number(5).WithDelay(TimeSpan.FromMilliseconds(20)), 5),
        FlowCase.Of("call with a name and an id", () => Number(5).Named("five").WithId($"five-{Guid.NewGuid():N}"), 5),

        // Sequences.
        FlowCase.Of("chain of two", () => Number(2) | Double(), 4),
        FlowCase.Of("chain of three", () => Number(2) | Double() | Text(), "n4"),
        FlowCase.Of("chain with a given argument", () => Number(2) | Add(right: 10), 12),
        FlowCase.Of("chain with >>", () => Number(2) >> Number(3), 3),
        FlowCase.Of("chain with >> after void", () => Nothing() >> Number(3) | Double(), 6),
        FlowCase.Of("chain over queues", () => Number(2) | OnSecond() | Double() | OnSecond(), 3004),
        FlowCase.Of("Chain.Of", () => Chain.Of(Number(2), Double(), Double(), Text()), "n8"),
        FlowCase.Of("Then in words", () => Number(2).Then(Double()).ThenIgnoringResult(Number(9)), 9),
        FlowCase.Of("chain of 40", () => Enumerable.Range(0, 39).Aggregate((ISignature<int>)Number(0), (flow, i) => flow | Add(right: i)), 741),
        FlowCase.Of("partial sequence reused", () => Number(1) | Twice() | Twice(), 16),
        FlowCase.Of("tuple result into two parameters", () => Split(8) | Label(), "8=4"),
        FlowCase.Of("null travels", () => Maybe(false) | IsNull(), true),
        FlowCase.Of("list into IEnumerable", () => Group.Of(Nothing(), Nothing(), Nothing()) | CountAll(), 3),
        FlowCase.Of("option on a composition", () => (Number(2) | Double()).OnQueue("second") | Text(), "n4"),

        FlowCase.Of("chain of a list of steps", () => Number(0) | Chain.Of(Enumerable.Range(0, 40).Select(i => Add(right: i))), 780),

        // Values.
        FlowCase.Of("value", () => Signature.Value(new Point(1, 2, "p")), new Point(1, 2, "p")),
        FlowCase.Of("value into a step", () => Signature.Value(2) | Double() | Text(), "n4"),
        FlowCase.Of("tuple of values into a step", () => Signature.Value((1, 2)) | Add(), 3),
        FlowCase.Of("value into a diamond", () => Signature.Value(3) | (Double(), Text()) | Label(), "n3=6"),
        FlowCase.Of("value into each", () => Signature.Value(new[] { 1, 2, 3 }) | Double().Each() | Total(), 12),
        FlowCase.Of("large value into each", () => Signature.Value(ThousandNumbers) | Double().Each() | Total(), ThousandNumbers.Sum() * 2) with { IsBig = true },
        FlowCase.Of("value on another queue", () => Signature.Value(new[] { 1, 2 }) | OnSecond().Each() | Total(), 2003),
        FlowCase.Of("large value", () => Signature.Value(new string('x', 300_000)) | Length(), 300_000),

        // Tuples.
        FlowCase.Of("tuple into a step", () => (Number(1), Number(2)) | Add(), 3),
        FlowCase.Of("diamond", () => Number(3) | (Double(), Text()) | Label(), "n3=6"),
        FlowCase.Of("diamond with Pass", () => Number(3) | (Signature.Pass<int>(), Text()) | Label(), "n3=3"),
        FlowCase.Of("diamond twice", () => Number(1) | (Double(), Double()) | Add() | (Double(), Text()) | Label(), "n4=8"),
        FlowCase.Of("tuple of chains", () => (Number(1) | Double(), Number(2) | Double() | Double()) | Add(), 10),
        FlowCase.Of("tuple of three", () => (Number(1), Number(2), Number(3)) | AddThree(), 6),
        FlowCase.Of("tuple of seven", () => (Number(1), Number(2), Number(3), Number(4), Number(5), Number(6), Number(7)) | Sum7(), 28),
        FlowCase.Of("fan-out to seven", () => Number(2) | (Double(), Double(), Double(), Double(), Double(), Double(), Double()) | Sum7(), 28),
        FlowCase.Of("tuple as a result", () => (Number(1), Upper("a")).Join(), (1, "A")),
        FlowCase.Of("tuple then >>", () => (Number(1), Number(2)) >> Number(3), 3),
        FlowCase.Of("step then tuple by >>", () => Number(9) >> (Number(1), Number(2)) | Add(), 3),
        FlowCase.Of("partial tuple", () => Number(5) | ((Double(), Double()) | Add()), 20),
        FlowCase.Of("nested tuple", () => ((Number(1), Number(2)) | Add(), (Number(3), Number(4)) | Add()) | Add(), 10),
        FlowCase.Of("tuple over queues", () => (OnSecond(1), Number(2)) | Add() | OnSecond(), 2003),

        // Groups and chords.
        FlowCase.Of<IReadOnlyList<int>>("group", () => Group.Of(Number(3), Number(1), Number(2)), [3, 1, 2]),
        FlowCase.Of<IReadOnlyList<int>>("group of one", () => Group.Of(Number(3)), [3]),
        FlowCase.Of<IReadOnlyList<int>>("empty group", () => Group.Of<int>(), []),
        FlowCase.Of("chord", () => Group.Of(Number(1), Number(2), Number(3)) | Total(), 6),
        FlowCase.Of("chord of one", () => Group.Of(Number(1)) | Total(), 1),
        FlowCase.Of("chord of none", () => Group.Of<int>() | Total(), 0),
        FlowCase.Of("chord of chains", () => Group.Of(Number(1) | Double(), Number(2) | Double()) | Total() | Double(), 12),
        FlowCase.Of("chord of 250", () => Group.Of(Enumerable.Range(0, 250).Select(i => Number(i))) | Total(), 31125) with { IsBig = true },
        FlowCase.Of("chord in a chord", () => Group.Of(Group.Of(Number(1), Number(2)) | Total(), Group.Of(Number(3)) | Total()) | Total(), 6),
        FlowCase.Of("group in a group", () => Group.Of(Group.Of(Number(1), Number(2)), Group.Of(Number(3))) | Flatten(), 6),
        FlowCase.Of<IReadOnlyList<IReadOnlyList<int>>>("nested lists as a result", () => Group.Of(Group.Of(Number(1)), Group.Of<int>()), [[1], []]),
        FlowCase.Of("partial group", () => Number(2) | Group.Of(Double(), Add(right: 1)) | Total(), 7),
        FlowCase.Of("group into group", () => Group.Of(Number(1), Number(2)) | Group.Of(Total(), Total()) | Total(), 6),
        FlowCase.Of("group then >>", () => Group.Of(Number(1), Number(2)) >> Number(5), 5),
        FlowCase.Of("group of tuples", () => Group.Of((Number(1), Number(2)) | Add(), (Number(3), Number(4)) | Add()) | Total(), 10),
        FlowCase.Of("optional argument after a list", () => Group.Of(Text(1), Text(2)) | Join(separator: "+"), "n1+n2"),

        // Each.
        FlowCase.Of<IReadOnlyList<int>>("each", () => Range(4) | Double().Each(), [0, 2, 4, 6]),
        FlowCase.Of("each then a body", () => Range(4) | Double().Each() | Total(), 12),
        FlowCase.Of<IReadOnlyList<int>>("each over nothing", () => Range(0) | Double().Each(), []),
        FlowCase.Of("each over nothing with a body", () => Range(0) | Double().Each() | Total(), 0),
        FlowCase.Of("each over one", () => Range(1) | Add(right: 5).Each() | Total(), 5),
        FlowCase.Of("each over 1,000", () => Range(1000) | Double().Each() | Total(), ThousandNumbers.Sum() * 2) with { IsBig = true },
        FlowCase.Of("each of a chain", () => Range(5) | (Double() | Add(right: 1) | Double()).Each() | Total(), 50),
        FlowCase.Of("each of a diamond", () => Range(3) | (((Double(), Text()) | Label())).Each() | Join(), "n0=0-n1=2-n2=4"),
        FlowCase.Of("each in each", () => Range(4) | (Range() | Double().Each() | Total()).Each() | Total(), 8),
        FlowCase.Of("each over a group", () => Group.Of(Number(1), Number(2), Number(3)) | Double().Each() | Total(), 12),
        FlowCase.Of("each over a group of 250", () => Group.Of(Enumerable.Range(0, 250).Select(i => Number(i))) | Double().Each() | Total(), 62250) with { IsBig = true },
        FlowCase.Of("each over each", () => Range(3) | Double().Each() | Double().Each() | Total(), 12),
        FlowCase.Of("each over List<T>", () => Letters(3) | Upper().Each() | Join(separator: ""), "ABC"),
        FlowCase.Of("each of a chord over 30 x 30", () => Range(30) | (Range() | Double().Each() | Total()).Each() | Total(), 8120) with { IsBig = true },
    ];

    private static ISignature<int, int> Twice() => Double() | Double();
}
