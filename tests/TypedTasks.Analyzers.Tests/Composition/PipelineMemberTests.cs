using TypedTasks.Analyzers.Composition;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Composition;

public class PipelineMemberTests
{
    private const string Rest = " is marked [Pipeline] and has no diagram: ";

    [Theory]
    [InlineData("static partial class C { [Pipeline] public static int [|Make|]() => 1; }", "'Make'" + Rest + "it returns int, which is no signature; let it return one, such as ISignature<T>")]
    [InlineData("static partial class C { [Pipeline] public static void [|Make|]() { } }", "'Make'" + Rest + "it returns void, which is no signature; let it return one, such as ISignature<T>")]
    [InlineData("static partial class C { [Pipeline] public static Task<ISignature<int>> [|Make|]() => null!; }", "'Make'" + Rest + "it returns Task<ISignature<int>>, which is no signature; let it return one, such as ISignature<T>")]
    [InlineData("static partial class C { [Pipeline] public static string [|Make|] => \"\"; }", "'Make'" + Rest + "it returns string, which is no signature; let it return one, such as ISignature<T>")]
    [InlineData("static partial class C { [Pipeline] public static ISignature<int> [|Make|] { set { } } }", "'Make'" + Rest + "only methods and properties that are read are pipelines")]
    [InlineData("partial class C { [Pipeline] public ISignature<int> [|this|][int i] => null!; }", "'this[]'" + Rest + "only methods and properties that are read are pipelines")]
    [InlineData("static class C { [Pipeline] public static ISignature<int> [|Make|]() => null!; }", "'Make'" + Rest + "'C' is not partial, so that nothing can be added to it; make it partial")]
    [InlineData("class D { public static partial class C { [Pipeline] public static ISignature<int> [|Make|]() => null!; } }", "'Make'" + Rest + "'D' is not partial, so that nothing can be added to it; make it partial")]
    [InlineData("static partial class C<T> { [Pipeline] public static ISignature<int> [|Make|]() => null!; }", "'Make'" + Rest + "'C' is generic, and a diagram belongs to none of its forms; put the pipeline into a class that is not")]
    [InlineData("partial class D { private static partial class C { [Pipeline] public static ISignature<int> [|Make|]() => null!; } }", "'Make'" + Rest + "'C' is not visible to generated code; make it internal")]
    [InlineData("file static partial class C { [Pipeline] public static ISignature<int> [|Make|]() => null!; }", "'Make'" + Rest + "'C' is visible in its file only; make it internal")]
    [InlineData("partial interface I { [Pipeline] ISignature<int> [|Make|]() => null!; }", "'Make'" + Rest + "'I' is neither a class nor a struct that can be added to; put the pipeline into one")]
    [InlineData("class C { void M() { [Pipeline] ISignature<int> [|Make|]() => null!; Make(); } }", "'Make'" + Rest + "it is no member of a class; make it one")]
    [InlineData("class C { object M() => [|[Pipeline] ISignature<int> () => null!|]; }", "A lambda" + Rest + "it is no member of a class; make it one")]
    public async Task Fires(string source, string message) => Assert.Equal([message], await Check.Reports<PipelineMemberAnalyzer>(source));

    [Theory]
    [InlineData("static partial class C { [Pipeline] public static ISignature<int> Make() => null!; }")]
    [InlineData("static partial class C { [Pipeline] public static ISignature<string, int> Make { get; } = null!; }")]
    [InlineData("partial struct C { [Pipeline] internal Signature<int> Make(int n) => null!; }")]
    [InlineData("partial record C { public partial class D { [Pipeline] public IGroup<int> Make<T>(T n) => null!; } }")]
    [InlineData("static partial class C { [Pipeline] public static Joined<int, string> Make() => null!; }")]
    [InlineData("static partial class C { [Pipeline] public static ISignature Make() => null!; }")]
    [InlineData("static partial class C { [Pipeline] public static Unheard Make() => null!; }")]
    [InlineData("static class C { public static int Make() => 1; }")]
    public Task IsSilent(string source) => Check.Silent<PipelineMemberAnalyzer>(source);
}
