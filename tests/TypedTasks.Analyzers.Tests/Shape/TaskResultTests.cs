using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;
using TypedTasks.CodeFixes;

namespace TypedTasks.Analyzers.Tests.Shape;

public class TaskResultTests
{
    [Theory]
    [InlineData("[|ref int|]", "it is returned by reference, and the next step runs elsewhere; return it by value")]
    [InlineData("[|Span<int>|]", "Span<int> lives on the stack or points into memory; return an array or a list")]
    [InlineData("unsafe [|int*|]", "int* lives on the stack or points into memory; return an array or a list")]
    [InlineData("unsafe [|int*[]|]", "int* lives on the stack or points into memory; return an array or a list")]
    [InlineData("[|Action|]", "Action is code; return data that says what to do")]
    [InlineData("[|Stream|]", "Stream is open in one process only; return a path, a URL or the key of a stored object")]
    [InlineData("[|Task<FileStream>|]", "FileStream is open in one process only; return a path, a URL or the key of a stored object")]
    [InlineData("[|HttpClient|]", "HttpClient is a service; return the data that the next step needs")]
    [InlineData("[|Thread|]", "Thread belongs to what runs here and now; return its data")]
    [InlineData("[|List<Stream[]>|]", "Stream is open in one process only; return a path, a URL or the key of a stored object")]
    [InlineData("unsafe [|List<int*[]>|]", "int* lives on the stack or points into memory; return an array or a list")]
    [InlineData("[|IReadOnlyList<Stream>|]", "Stream is open in one process only; return a path, a URL or the key of a stored object")]
    [InlineData("[|Task<(int, Func<int>)>|]", "Func<int> is code; return data that says what to do")]
    [InlineData("[|Task<Task<int>>|]", "Task<Task<int>> is awaited once only; await the inner one and return its result")]
    [InlineData("[|ValueTask<Task>|]", "ValueTask<Task> is awaited once only; await the inner one and return its result")]
    [InlineData("[|IAsyncEnumerable<int>|]", "IAsyncEnumerable<int> is read while it runs; collect it and return an IReadOnlyList")]
    [InlineData("[|ISignature<string, int>|]", "ISignature<string, int> is a partial signature, and a plan that a task returns takes no input; give it its argument, string")]
    [InlineData("[|ISignature|]", "ISignature does not say what it yields; return an ISignature<T>")]
    [InlineData("[|Task<Signature>|]", "Signature does not say what it yields; return an ISignature<T>")]
    [InlineData("[|Task<Signature<string, int>>|]", "Signature<string, int> is a partial signature, and a plan that a task returns takes no input; give it its argument, string")]
    public async Task Fires(string type, string reason) =>
        Assert.Equal(
            [$"The result of task 'Do' cannot travel in a message: {reason}"],
            await Check.Reports<TaskResultAnalyzer>($"static partial class C {{ [Task] public static {type} Do() => throw null!; }}"));

    [Fact]
    public async Task FiresOnATypeOfTheFile() =>
        Assert.Contains(
            "Secret is visible in its file only, and generated code must name it; make it internal",
            Assert.Single(await Check.Reports<TaskResultAnalyzer>("file class Secret; static partial class C { [Task] public static [|Secret|] Do() => throw null!; }")),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("void")]
    [InlineData("int")]
    [InlineData("Task")]
    [InlineData("ValueTask")]
    [InlineData("Task<byte[]>")]
    [InlineData("ValueTask<IReadOnlyList<(int, string?)>>")]
    [InlineData("Dictionary<string, List<int>>")]
    [InlineData("ISignature<int>")]
    [InlineData("Task<IGroup<int>>")]
    [InlineData("Unknown")]
    public Task IsSilent(string type) =>
        Check.Silent<TaskResultAnalyzer>($"static partial class C {{ [Task] public static {type} Do() => throw null!; public static Stream Other() => null!; }}");

    [Fact]
    public Task FixesReferences() => Check.Fixes<TaskResultAnalyzer, TaskResultFix>(
        """
        static partial class C
        {
            static int x;

            [Task] public static [|ref int|] A() => ref x;

            [Task]
            public static [|ref readonly int|] B(bool first)
            {
                if (first)
                    return ref x;
                ref int Inner() => ref x;
                return ref Inner();
            }
        }
        """,
        """
        static partial class C
        {
            static int x;

            [Task] public static int A() => x;

            [Task]
            public static int B(bool first)
            {
                if (first)
                    return x;
                ref int Inner() => ref x;
                return Inner();
            }
        }
        """);

    [Fact]
    public Task FixesSpans() => Check.Fixes<TaskResultAnalyzer, TaskResultFix>(
        """
        static partial class C
        {
            [Task] public static [|Span<byte>|] A(byte[] data) => data.AsSpan(1);

            [Task]
            public static [|ReadOnlySpan<int>|] B(int[] data, bool all)
            {
                if (data.Length == 0)
                    return default;
                if (data.Length == 1)
                    return [1, 2];
                return all ? data : data.AsSpan(0, 1);
            }
        }
        """,
        """
        static partial class C
        {
            [Task] public static byte[] A(byte[] data) => data.AsSpan(1).ToArray();

            [Task]
            public static int[] B(int[] data, bool all)
            {
                if (data.Length == 0)
                    return [];
                if (data.Length == 1)
                    return [1, 2];
                return (all ? data : data.AsSpan(0, 1)).ToArray();
            }
        }
        """);

    [Fact]
    public Task OffersNothingForAStream() => Check.OffersNoFix<TaskResultAnalyzer, TaskResultFix>(
        "static partial class C { [Task] public static [|Stream|] Do() => null!; }");
}
