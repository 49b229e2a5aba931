using TypedTasks.Analyzers.Serialization;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Serialization;

public class HeavyPayloadTests
{
    private const string Types = """
        [System.ComponentModel.DataAnnotations.Schema.Table("orders")] public class Order { public int Id { get; set; } }
        public class Customer { [System.ComponentModel.DataAnnotations.Key] public int Number { get; set; } }
        public class Row { public int Id { get; set; } }
        """;

    [Theory]
    [InlineData("byte[] [|x|]", "bytes (byte[]): they travel as text, a third larger; take the key of a stored object when they may be many")]
    [InlineData("ReadOnlyMemory<byte> [|x|]", "bytes (ReadOnlyMemory<byte>): they travel as text, a third larger; take the key of a stored object when they may be many")]
    [InlineData("Order [|x|]", "an entity (Order): it may have changed when the step runs, and what hangs on it travels too; take its key and load it in the task")]
    [InlineData("List<Customer> [|x|]", "an entity (Customer): it may have changed when the step runs, and what hangs on it travels too; take its key and load it in the task")]
    public async Task Fires(string parameter, string message) => Assert.Equal(
        [$"Parameter 'x' of task 'Do' is {message}"], await Check.Reports<HeavyPayloadAnalyzer>(Source($"public static void Do({parameter}) {{ }}")));

    [Fact]
    public async Task FiresOnResults() => Assert.Equal(
        ["The result of task 'Do' is bytes (byte[]): they travel as text, a third larger; return the key of a stored object when they may be many"],
        await Check.Reports<HeavyPayloadAnalyzer>(Source("public static Task<byte[]> [|Do|]() => null!;")));

    [Theory]
    [InlineData("Row x")]
    [InlineData("int[] x")]
    [InlineData("byte x")]
    [InlineData("[FromServices] Order x")]
    public Task IsSilent(string parameter) => Check.Silent<HeavyPayloadAnalyzer>(Source($"public static void Do({parameter}) {{ }}"));

    private static string Source(string method) => $"static partial class C {{ [Task] {method} }}\n{Types}";
}
