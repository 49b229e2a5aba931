using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Shape;

public class OptionalKeyedServiceTests
{
    [Theory]
    [InlineData("static partial class C { [Task] public static void Do([FromKeyedServices(\"a\")] HttpClient? [|client|]) { } }", "of task 'Do'")]
    [InlineData("static partial class C { [Task] public static void Do([FromKeyedServices(\"a\")] HttpClient [|client|] = null!) { } }", "of task 'Do'")]
    [InlineData("partial class C([FromKeyedServices(\"a\")] HttpClient? [|client|]) { [Task] public void Do() => client?.Dispose(); }", "of the constructor of 'C'")]
    public async Task Fires(string source, string owner) =>
        Assert.Equal(
            [$"The worker asks for the keyed service 'client' {owner} and fails the step when it is missing, though the parameter says that it may be absent: make it required, or take an unkeyed service"],
            await Check.Reports<OptionalKeyedServiceAnalyzer>(source));

    [Theory]
    [InlineData("static partial class C { [Task] public static void Do([FromKeyedServices(\"a\")] HttpClient client) { } }")]
    [InlineData("static partial class C { [Task] public static void Do([FromServices] HttpClient? client = null) { } }")]
    [InlineData("class C([FromKeyedServices(\"a\")] HttpClient? client) { public void Do() => client?.Dispose(); }")]
    [InlineData("partial class C([FromKeyedServices(\"a\")] HttpClient? client) { [Task] public static void Do() { } void M() => client?.Dispose(); }")]
    public Task IsSilent(string source) => Check.Silent<OptionalKeyedServiceAnalyzer>(source);
}
