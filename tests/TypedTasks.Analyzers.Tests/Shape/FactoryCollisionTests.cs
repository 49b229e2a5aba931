using TypedTasks.Analyzers.Shape;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests.Shape;

public class FactoryCollisionTests
{
    [Theory]
    [InlineData("static int [|Resize|](string path, int width) => 0;", "'Resize' in C.Tasks has the name and parameters of the factory Resize(string, int): the generated class would have both; give yours another name")]
    [InlineData("static int [|Resize|](int w) => 0;", "'Resize' in C.Tasks has the name and parameters of the factory Resize(int), which leaves out path: the generated class would have both; give yours another name")]
    [InlineData("static int [|Resize|];", "'Resize' in C.Tasks has the name and parameters of the factory Resize(string, int): the generated class would have both; give yours another name")]
    public async Task Fires(string member, string message) =>
        Assert.Equal([message], await Check.Reports<FactoryCollisionAnalyzer>(Source(member)));

    [Theory]
    [InlineData("static int Resize(long width) => 0;")]
    [InlineData("static int Shrink(string path, int width) => 0;")]
    [InlineData("static int Helper() => 0;")]
    public Task IsSilent(string member) => Check.Silent<FactoryCollisionAnalyzer>(Source(member));

    private static string Source(string member) => $$"""
        static partial class C
        {
            [Task] public static void Resize(string path, int width, CancellationToken ct) { }
            public static int Helper() => 1;
            static partial class Tasks
            {
                {{member}}
            }
        }
        """;
}
