using TypedTasks.Analyzers.Composition;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Repaired;

internal static class CompositionRepairs
{
    private const string Videos = "using static Demo.Videos.Tasks;\n";

    public static IReadOnlyList<Repair> All { get; } =
    [
        Pipeline(Remedies.Each, "", "List(\"a\") | Load()", """[{"path":"a/1"},{"path":"a/2"}]"""),
        Pipeline(Remedies.Each, "", "List(\"a\") | (Load() | Turn(degrees: 1))", """[{"path":"a/1/1"},{"path":"a/2/1"}]"""),
        Pipeline(Remedies.Each, "", "List(\"a\") | Load()", """[{"path":"a/1"},{"path":"a/2"}]""") with { IsImported = false, Holds = "using TypedTasks;" },
        Pipeline(Remedies.LeaveOutEach, "", "Load(\"a\") | ReadExif().Each()", """{"camera":"camera of a"}"""),
        Pipeline(Remedies.Group, "", "Load(\"a\") | Gallery()", "\"a\""),
        Pipeline(Remedies.Group, "", "Load(\"a\") | Gallery()", "\"a\"") with { IsImported = false, Holds = "TypedTasks.Group.Of(" },
        Pipeline(Remedies.Group, "", "Load(\"a\") | Gallery()", "\"a\"") with { Usings = "using System.Text.RegularExpressions;\n", Holds = "TypedTasks.Group.Of(" },
        Pipeline(Remedies.TupleToGroup, "", "Load(\"a\") | (Turn(degrees: 1), Turn(degrees: 2)) | Gallery()", "\"a/1,a/2\""),
        Pipeline(Remedies.GroupToTuple, "", "Group.Of(Resize(photo, 1), ReadExif(photo)) | MakeCard()", """{"text":"p 1 camera of p"}"""),
        Pipeline(Remedies.GroupToTuple, "", "Group.Of(Load(\"a\"), ReadExif(photo))", """[{"path":"a"},{"camera":"camera of p"}]"""),
        Pipeline(Remedies.Order, "", "Load(\"a\") | (ReadExif(), Resize(2)) | MakeCard()", """{"text":"a 2 camera of a"}"""),
        Pipeline(Remedies.Join, "", "(Load(\"a\"), Load(\"b\")) | (Signature.Pass<(Photo, Photo)>(), Signature.Pass<(Photo, Photo)>()) | Pairs()", "\"abab\""),
        Pipeline(Remedies.Pipe, "", "Load(\"a\") >> ReadExif()", """{"camera":"camera of a"}"""),
        Pipeline(Remedies.Ignore, ">>", "Load(\"a\") | ReadExif(photo)", """{"camera":"camera of p"}"""),
        Pipeline(Remedies.Ignore, ">>", "Load(\"a\") | ReadExif(photo)", """{"camera":"camera of p"}""") with { IsImported = false, Holds = "using TypedTasks;" },
        Pipeline(Remedies.Ignore, ">>", "Load(\"a\") | Turn() | (Resize(1), ReadExif()) | ReadExif(photo)", """{"camera":"camera of p"}"""),
        Pipeline(Remedies.Ignore, "Let the step before", "Load(\"a\") | ReadExif(photo)", """{"camera":"camera of a"}"""),
        Pipeline(Remedies.Supply, "", "Load(\"a\") | Resize()", """{"path":"a","width":5}"""),
        Pipeline(Remedies.Supply, "", "Load(\"a\") >> Publish()", "\"c on all\""),
        // Several strings are at hand, and none is called author.
        Pipeline(Remedies.Supply, "Sign(author: TODO)", "ReadExif(photo) | Sign()", null, "CS0103 TODO"),
        Pipeline(Remedies.IgnoreAndSupply, "", "Clean() | Publish(channel: \"ops\")", "\"c on ops\""),
        Pipeline(Remedies.IgnoreAndSupply, "", "Clean() | Frame()", null, "CS0103 TODO"),
        Pipeline(Remedies.Convert, "Numbers", "Load(\"a\") | Frame()", """{"text":"framed a 1"}"""),
        Pipeline(Remedies.Convert, "", "Count() | Numbers.Tasks.Store()", "\"stored 30\""),
        Pipeline(Remedies.Pass, "", "Load(\"a\") | ReadExif() | Label()", """{"text":"a camera of a"}"""),
        Pipeline(Remedies.Pass, "", "Load(\"a\") | Turn() | ReadExif() | Label()", """{"text":"a/90 camera of a/90"}"""),
        Pipeline(Remedies.PassOver, "", "Load(\"a\") | (ReadExif(), Count())", """[{"camera":"camera of a"},3]"""),
        Pipeline(Remedies.PassOver, "", "Load(\"a\") | Group.Of(Turn(), Load(\"b\"))", """[{"path":"a/90"},{"path":"b"}]"""),
        Pipeline(Remedies.JoinMember, "", "(Load(\"a\"), (Load(\"b\"), Load(\"c\"))) >> Count()", "3"),
        Pipeline(Remedies.Import, "", "(Load(\"a\"), ReadExif(photo)) | Label()", """{"text":"a camera of p"}""") with { IsImported = false, Holds = "using TypedTasks;" },
        Pipeline(Remedies.Import, "", "Load(\"a\").Named(\"x\")", """{"path":"a"}""") with { IsImported = false, Holds = "using TypedTasks;" },
        Expected(Remedies.JoinMember, "(Load(\"a\"), Load(\"b\"))", """[{"path":"a"},{"path":"b"}]"""),
        Expected(Remedies.Call, "Load(\"a\") | ReadExif", """{"camera":"camera of a"}"""),
        Expected(Remedies.GroupOf, "new[] { Load(\"a\"), Load(\"b\") } | Gallery()", "\"a,b\""),
        Expected(Remedies.GroupOf, "[Load(\"a\"), Load(\"b\")]", """[{"path":"a"},{"path":"b"}]"""),
        Expected(Remedies.CallFactory, "Photos.Load(\"a\") | ReadExif()", """{"camera":"camera of a"}""") with { Fix = nameof(DirectPlanCallFix) },
        new("TT1017", nameof(RootOptionFix), "", "await client.EnqueueAsync(Load(\"a\").WithId(\"x\") | ReadExif());") { Result = """{"camera":"camera of a"}""", Holds = "(Load(\"a\") | ReadExif()).WithId(\"x\")" },
        new("TT1016", nameof(FactoryNotFoundFix), "using static", "await client.EnqueueAsync(Widen(3));") { Result = "30", Holds = "using static Demo.Numbers.Tasks;" },
        new("TT1016", nameof(FactoryNotFoundFix), "Call", "await client.EnqueueAsync(Widen(3));") { Result = "30", Holds = "Numbers.Tasks.Widen(3)" },
        new("TT1016", nameof(FactoryNotFoundFix), "", "await client.EnqueueAsync(Halves.Flow());")
        {
            Result = "12",
            More = """
                public static partial class Halves
                {
                    [Task] public static int Half(int number) => number / 2;
                    [Task] public static int Times(int number, int factor) => number * factor;
                    public static ISignature<int> Flow() => Tasks.Half(8) | Times(3);
                }
                """,
        },
        new("TT1003", nameof(DroppedSignatureEnqueueFix), "client", "Load(\"a\") | ReadExif();") { Result = """{"camera":"camera of a"}""" },
        new("TT1003", nameof(DroppedSignatureEnqueueFix), "client", "var flow = Load(\"a\");") { Result = """{"path":"a"}""" },
        new("TT1003", nameof(DroppedSignatureEnqueueFix), "client", "ISignature<object> flow = Load(\"a\");") { Result = """{"path":"a"}""" },
        new("TT1003", nameof(DroppedSignatureEnqueueFix), "client", "_ = Load(\"a\").WithRetry(3);") { Result = """{"path":"a"}""" },
        // The copy is kept where the flow is, which is enqueued once.
        new("TT1003", nameof(DroppedSignatureAssignFix), "'flow'", "var flow = Load(\"a\"); if (slow) flow.OnQueue(\"slow\"); await client.EnqueueAsync(flow);") { Result = """{"path":"a"}""", Holds = "if (slow) flow = flow.OnQueue(\"slow\");" },
        new("TT1003", nameof(DroppedSignatureAssignFix), "'flow'", "var flow = Load(\"a\"); _ = flow.WithRetry(2).Named(\"x\"); await client.EnqueueAsync(flow);") { Result = """{"path":"a"}""", Holds = "; flow = flow.WithRetry(2).Named(\"x\");" },
        new("TT1003", nameof(DroppedSignatureAssignFix), "'flow'", "ISignature<Photo> flow = Fail(\"a\").WithRetry(0); flow.Recover(Load(\"b\")); await client.EnqueueAsync(flow);") { Result = """{"path":"b"}""" },
        new("TT1003", nameof(DroppedSignatureAssignFix), "'Held'", "Keep.Held.Then(Turn()); await client.EnqueueAsync(Keep.Held);") { Result = """{"path":"a/90"}""", More = "static class Keep { public static Signature<Photo> Held { get; set; } = Load(\"a\"); }" },
        new("TT1004", nameof(UnawaitedCallFix), "", "client.EnqueueAsync(Load(\"a\"));") { Result = """{"path":"a"}""" },
        new("TT1004", nameof(UnawaitedCallFix), "", "_ = client.EnqueueAsync(Load(\"a\"));") { Result = """{"path":"a"}""" },
        new("TT1004", nameof(UnawaitedCallFix), "", "var handle = client.EnqueueAsync(Load(\"a\"));") { Result = """{"path":"a"}""" },
        new("TT1004", nameof(UnawaitedCallFix), "", "ValueTask<TaskHandle<Photo>> handle = client.EnqueueAsync(Load(\"a\"));") { Result = """{"path":"a"}""" },
        new("TT1004", nameof(UnawaitedCallFix), "", "var handle = await client.EnqueueAsync(Load(\"a\")); _ = client.CancelAsync(\"other\"); await handle.GetStatusAsync();") { Result = """{"path":"a"}""" },
        new("TT1004", nameof(UnawaitedCallFix), "", "await client.EnqueueAsync(Load(\"a\")); if (!slow) { _ = client.SendAsync(Load(\"b\")); }") { Result = """{"path":"a"}""" },
        new("TT1004", nameof(UnawaitedCallFix), "", "await client.EnqueueAsync(Load(\"a\")); if (!slow) { var sent = client.SendAsync(Load(\"b\")); }") { Result = """{"path":"a"}""" },
        new("TT1005", nameof(PartialEnqueuedFix), "", "await client.EnqueueAsync(Resize(7));") { Result = """{"path":"p","width":7}""" },
        new("TT1005", nameof(PartialEnqueuedFix), "", "await client.EnqueueAsync(Turn() | ReadExif());") { Result = """{"camera":"camera of p/90"}""" },
        new("TT1005", nameof(PartialEnqueuedFix), "", "await client.EnqueueAsync(Frame());") { Blanks = ["CS0103 TODO"] },
        new("TT1005", nameof(PartialEnqueuedFix), "", "await client.EnqueueAsync(Load() | Turn());") { Blanks = ["CS0103 TODO"] },
        new("TT1007", nameof(AmbiguousFactoryFix), "Photos", "await client.EnqueueAsync(Load(\"a\"));") { Result = """{"path":"a"}""", Usings = Videos },
        new("TT1007", nameof(AmbiguousFactoryFix), "Videos", "await client.EnqueueAsync(Load(\"a\"));") { Result = "\"video a\"", Usings = Videos },
        new("TT1011", nameof(PartialEnqueuedFix), "", "await client.EnqueueAsync(Fail(\"a\").WithRetry(0).Recover(Instead()));") { Result = """{"path":"p"}""" },
        Plan("n < 8 ? Twice(n * 2) : Tasks.Value(n)"),
        Plan("n < 8 ? this.Twice(n * 2) : Tasks.Value(n)") with { Wrong = "await client.EnqueueAsync(Again.Tasks.Twice(4));" },
        Plan("n < 8 ? Later(n, default).Result : Tasks.Value(n)"),
        Plan("n < 8 ? Later(n, default).GetAwaiter().GetResult() : Tasks.Value(n)"),
        Plan("n < 8 ? await Later(n, default).ConfigureAwait(false) : Tasks.Value(n)", "async Task<ISignature<int>>"),
        Plan("n < 8 ? await (Later(token: default, n: n)) : Tasks.Value(n)", "async Task<ISignature<int>>"),
        Plan("n < 8 ? @double(n) : Tasks.Value(n)"),
    ];

    public static IReadOnlyList<Repair> Unfixed { get; } =
    [
        // Another copy of what is enqueued would run it twice.
        new("TT1003", nameof(DroppedSignatureEnqueueFix), "", "var flow = Load(\"a\"); if (slow) flow.OnQueue(\"slow\"); await client.EnqueueAsync(flow);"),
        new("TT1003", nameof(DroppedSignatureEnqueueFix), "", "var flow = Load(\"a\"); var other = flow.OnQueue(\"slow\"); await client.EnqueueAsync(flow);"),
        new("TT1003", nameof(DroppedSignatureAssignFix), "", "var flow = Load(\"a\"); flow.Settled(); await client.EnqueueAsync(flow);"),
        new("TT1003", nameof(DroppedSignatureAssignFix), "", "foreach (var flow in new[] { Load(\"a\") }) { flow.OnQueue(\"slow\"); await client.EnqueueAsync(flow); }"),
        new("TT1003", nameof(DroppedSignatureEnqueueFix), "", "Load();"),
        new("TT1003", nameof(DroppedSignatureEnqueueFix), "", "Later(); static void Later() { async Task Inner() { await Task.Yield(); Load(\"a\"); } _ = Inner(); }") { Place = "Load(\"a\")" },
        new("TT1004", nameof(UnawaitedCallFix), "", "lock (photo) { client.SendAsync(Load(\"a\")); }"),
        // A group that is a list for what follows is no tuple.
        Pipeline(Remedies.GroupToTuple, "", "Group.Of(Load(\"a\"), ReadExif(photo)) | Gallery()", null),
    ];

    private static Repair Pipeline(string remedy, string title, string pipeline, string? result, params string[] blanks) =>
        new("TT1001", nameof(PipelineMismatchFix), title, $"await client.EnqueueAsync({pipeline});") { Result = result, Blanks = blanks, Remedy = remedy };

    private static Repair Expected(string remedy, string pipeline, string result) =>
        new("TT1014", nameof(PipelineMismatchFix), "", $"await client.EnqueueAsync({pipeline});") { Result = result, Remedy = remedy };

    private static Repair Plan(string body, string returns = "ISignature<int>") => new("TT1006", nameof(DirectPlanCallFix), "", "await client.EnqueueAsync(Again.Tasks.Twice(4));")
    {
        Result = "8",
        More = $$"""
            public partial class Again
            {
                [Task] public {{returns}} Twice(int n) { await Task.Yield(); return {{body}}; }
                [Task] public Task<ISignature<int>> Later(int n, CancellationToken token) => Task.FromResult<ISignature<int>>(Tasks.Value(n * 2));
                [Task] public ISignature<int> @double(int n) => Tasks.Value(n * 2);
                [Task] public static int Value(int n) => n;
            }
            """.Replace(returns.StartsWith("async", StringComparison.Ordinal) ? "no such text" : "await Task.Yield(); ", "", StringComparison.Ordinal),
    };
}
