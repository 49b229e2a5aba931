using TypedTasks.Analyzers.Serialization;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Serialization;

public class CyclicTypeTests
{
    private const string Types = """
        public class Order { public List<Line> Lines { get; set; } = []; }
        public class Line { public Order? Order { get; set; } }
        public class Tree { public List<Tree> Children { get; set; } = []; }
        public class Twig { public Twig? Parent { get; set; } public List<Twig> Children { get; set; } = []; }
        public class Link { public Link? Next { get; set; } }
        public class Safe { public List<Part> Parts { get; set; } = []; }
        public class Part { [System.Text.Json.Serialization.JsonIgnore] public Safe? Owner { get; set; } }
        """;

    [Fact]
    public async Task FiresOnWhatAnEventSays() => Assert.Equal(
        ["The value of event 'Said' holds objects that refer to each other (Order.Lines and Line.Order), and writing a cycle fails: mark the way back with [JsonIgnore], or take a type without it"],
        await Check.Reports<CyclicTypeAnalyzer>(Types + "public static partial class Events { [TaskEvent(\"said\")] public static partial TaskEvent<Order> [|Said|] { get; } [TaskEvent(\"safe\")] public static partial TaskEvent<Safe> Other { get; } }"));

    [Theory]
    [InlineData("Order [|x|]", "Order.Lines and Line.Order")]
    [InlineData("IReadOnlyList<Line> [|x|]", "Line.Order and Order.Lines")]
    [InlineData("Twig [|x|]", "Twig.Parent and Twig.Children")]
    public async Task Fires(string parameter, string way) => Assert.Equal(
        [$"Parameter 'x' of task 'Do' holds objects that refer to each other ({way}), and writing a cycle fails: mark the way back with [JsonIgnore], or take a type without it"],
        await Check.Reports<CyclicTypeAnalyzer>(Source($"public static void Do({parameter}) {{ }}")));

    [Fact]
    public async Task FiresOnResults() => Assert.StartsWith(
        "The result of task 'Do'", Assert.Single(await Check.Reports<CyclicTypeAnalyzer>(Source("public static Order [|Do|]() => null!;"))), StringComparison.Ordinal);

    [Theory]
    [InlineData("Tree x")]
    [InlineData("Link x")]
    [InlineData("Safe x")]
    [InlineData("[FromServices] Order x")]
    public Task IsSilent(string parameter) => Check.Silent<CyclicTypeAnalyzer>(Source($"public static void Do({parameter}) {{ }}"));

    private static string Source(string method) => $"static partial class C {{ [Task] {method} }}\n{Types}";
}
