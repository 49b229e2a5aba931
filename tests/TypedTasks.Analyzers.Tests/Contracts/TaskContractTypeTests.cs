using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Contracts;

/// <summary>How types are written down, and which may take the place of which while messages are in flight.</summary>
public class TaskContractTypeTests
{
    private const string Generic = "System.Collections.Generic.";

    [Theory]
    [InlineData("sbyte", "decimal")]
    [InlineData("byte", "short")]
    [InlineData("byte", "ulong")]
    [InlineData("short", "int")]
    [InlineData("ushort", "uint")]
    [InlineData("uint", "long")]
    [InlineData("int", "double")]
    [InlineData("float", "double")]
    [InlineData("int", "long?")]
    [InlineData("string", "string?")]
    [InlineData(Generic + "IReadOnlyList<int>", "List<int>")]
    [InlineData(Generic + "List<int>", "long[]")]
    [InlineData("int[]", "IEnumerable<int>")]
    [InlineData("int[]", "System.Collections.Immutable.ImmutableArray<int>")]
    [InlineData("System.Collections.Immutable.ImmutableList<int>", "ICollection<int>")]
    [InlineData(Generic + "HashSet<int>", "HashSet<long>")]
    [InlineData(Generic + "Dictionary<string, int>", "IReadOnlyDictionary<string, long>")]
    [InlineData(Generic + "IDictionary<string, int>", "SortedDictionary<string, int>")]
    [InlineData(Generic + "Dictionary<string, " + Generic + "List<int>>", "IReadOnlyDictionary<string, int[]>")]
    [InlineData("(int, string)", "(long, string?)")]
    [InlineData(Generic + "List<(int A, string B)>", "(long, string)[]")]
    [InlineData("Demo.Leaf", "Twig")]
    [InlineData(Generic + "List<Demo.Leaf>", "Twig[]")]
    [InlineData("Demo.Tree", "Bush")]
    public Task TakesThePlace(string before, string after) => Judge(before, after, "TT4001 at 'Do'");

    [Theory]
    [InlineData("long", "int")]
    [InlineData("double", "float")]
    [InlineData("decimal", "double")]
    [InlineData("int?", "int")]
    [InlineData("int", "int[]")]
    [InlineData("int[]", "int")]
    [InlineData(Generic + "List<int>", "List<string>")]
    [InlineData(Generic + "List<int>", "HashSet<int>")]
    [InlineData(Generic + "List<int?>", "List<int>")]
    [InlineData(Generic + "Dictionary<string, int>", "List<int>")]
    [InlineData(Generic + "Dictionary<string, int>", "Dictionary<string, string>")]
    [InlineData(Generic + "Dictionary<string, int>", "Dictionary<int, int>")]
    [InlineData("(int, string)", "(int, int)")]
    [InlineData("(int, string)", "(int, string, int)")]
    [InlineData("(int, string)", "List<int>")]
    [InlineData("Demo.Leaf", "Stone")]
    [InlineData("Demo.Leaf", "Colour")]
    [InlineData("Demo.Tree", "Twig")]
    public Task DoesNotTakeThePlace(string before, string after) => Judge(before, after, "TT4004 at 'p'");

    [Theory]
    [InlineData("class Empty;", "Empty", "type Demo.Empty { }")]
    [InlineData("record Names(int URL, int URLPath, int A, int Id, int iPod);", "Names", "type Demo.Names { url!: int, urlPath!: int, a!: int, id!: int, iPod!: int }")]
    [InlineData("class Marked { [JsonIgnore] public int Hidden { get; set; } [JsonRequired] public int Needed { get; set; } public required int Also { get; set; } public int Free { get; set; } }", "Marked", "type Demo.Marked { needed!: int, also!: int, free: int }")]
    [InlineData("[JsonDerivedType(typeof(Circle), \"circle\"), JsonDerivedType(typeof(Square), 2), JsonDerivedType(typeof(Plain))] record Shape; record Circle(int R) : Shape; record Square(int A) : Shape; record Plain(int X) : Shape;", "Shape", "type Demo.Circle { r!: int }\ntype Demo.Shape { $circle: Demo.Circle, $2: Demo.Square }\ntype Demo.Square { a!: int }")]
    [InlineData("[JsonConverter(typeof(int))] class Converted { public int A { get; set; } }", "Converted", "")]
    [InlineData("record Outer(Inner[] Inners, (Pair, int) Two); record Inner(int A); record Pair(int B);", "Outer", "type Demo.Inner { a!: int }\ntype Demo.Outer { inners!: Demo.Inner[], two!: (Demo.Pair, int) }\ntype Demo.Pair { b!: int }")]
    [InlineData("enum Level : sbyte { Low = -1, High = 5, Top = High }", "Level?", "enum Demo.Level { Low: -1, High: 5, Top: 5 }")]
    [InlineData("class Root { public int A { get; set; } public static int B { get; set; } public int this[int i] => i; internal int C { get; set; } public int D { set { } } } class Leafy : Root { public new string A { get; set; } = \"\"; public int E { get; set; } }", "Leafy", "type Demo.Leafy { a: string, e: int }")]
    [InlineData("struct Point { public Point(int x) { } public int X { get; } public int Y { get; set; } }", "Point", "type Demo.Point { y: int }")]
    public Task IsWrittenDown(string declaration, string type, string lines) =>
        Records($"[Task(\"t.do\")] public static void Do({type} p) {{ }}", declaration, $"task t.do(p: {(type == "Level?" ? "Demo.Level?" : "Demo." + type)}): nothing", lines);

    [Theory]
    [InlineData("void", "nothing")]
    [InlineData("Task", "nothing")]
    [InlineData("ValueTask<int?>", "int?")]
    [InlineData("ISignature<int>", "int")]
    [InlineData("Task<Signature<string>>", "string")]
    [InlineData("ISignature<Unit>", "nothing")]
    [InlineData("IReadOnlyList<string?>", "System.Collections.Generic.IReadOnlyList<string?>")]
    public Task AResultIsWrittenDown(string returns, string recorded) =>
        Records($"[Task(\"t.do\")] public static {returns} Do() => default!;".Replace("void Do() => default!", "void Do() { }", StringComparison.Ordinal), "", $"task t.do(): {recorded}", "");

    [Theory]
    [InlineData("task")]
    [InlineData("task (): nothing")]
    [InlineData("task t.do()")]
    [InlineData("task t.do() nothing")]
    [InlineData("task t.do(: nothing")]
    [InlineData("task t.do(: int): nothing")]
    [InlineData("type { a: int }")]
    [InlineData("type Demo.A { a: int")]
    [InlineData("type Demo.A a: int }")]
    [InlineData("enum Demo.A { Red }")]
    public async Task ABrokenLineIsSaid(string line)
    {
        var report = Assert.Single(await ContractCheck.Reports("static partial class T { [Task(\"t.x\")] public static void Do() { } }", "task t.x(): nothing\n" + line + "\n"));
        Assert.StartsWith("TT4009 at 'TaskContracts.txt, line 2'", report, StringComparison.Ordinal);
    }

    private static async Task Judge(string before, string after, string expected)
    {
        var source = $$"""
            namespace Demo;

            public record Leaf(int Size);
            public record Twig(long Size);
            public record Stone(int Weight);
            public record Tree(Tree? Next, int Size);
            public record Bush(Bush? Next, long Size);
            public enum Colour { Red }

            static partial class T { [Task("t.do")] public static void Do({{after}} p) { } }
            """;
        var recorded = $"task t.do(p: {before}): nothing\ntype Demo.Leaf {{ size!: int }}\ntype Demo.Tree {{ next!: Demo.Tree?, size!: int }}\n";
        Assert.StartsWith(expected, Assert.Single(await ContractCheck.Reports(source, recorded)), StringComparison.Ordinal);
    }

    private static Task Records(string method, string declaration, string task, string lines)
    {
        var source = $$"""
            using System.Text.Json.Serialization;

            namespace Demo;

            {{declaration}}

            static partial class T { {{method}} }
            """;
        return ContractCheck.Fixes<TaskContractRecordFix>(source, "", "ecord it", source, lines.Length == 0 ? task + "\n" : $"{task}\n{lines}\n");
    }
}
