using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests;

/// <summary>Who may see what is written, which constructor is called, and which part of a class speaks for it.</summary>
public class AccessAndInstancesTests
{
    [Theory]
    [InlineData("public static partial class C { [Task] internal static void A() { } }", "internal", "internal")]
    [InlineData("public static partial class C { [Task] public static void A() { } [Task] internal static void B() { } }", "public", "public")]
    [InlineData("static partial class C { [Task] public static void A() { } }", "public", "internal")]
    public void AccessIsThatOfTheWidestTask(string source, string factories, string extension)
    {
        var files = GeneratorCheck.Run(source);

        Assert.Contains($"{factories} static partial class Tasks", Single(files, "Signatures"), StringComparison.Ordinal);
        Assert.Contains($"{extension} static class DemoTaskExtensions", files["TypedTasks.Extensions.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public partial class C { public C(IDisposable a) { } public C(IDisposable a, IDisposable b) { } public C() { } [Task] public void Do() { } }", "new global::C(step.Service<global::System.IDisposable>(), step.Service<global::System.IDisposable>())")]
    [InlineData("public partial record C() { public C(C other, int none) : this() { } protected C(C other) { } [Task] public void Do() { } }", "new global::C(step.Service<global::C>(), step.Service<int>())")]
    [InlineData("public sealed partial record C() { internal C(C other) { } [Task] public void Do() { } }", "new global::C()")]
    [InlineData("public partial class C { public C(C parent) { } public C() { } [Task] public void Do() { } }", "new global::C(step.Service<global::C>())")]
    [InlineData("public partial class C { public C([FromKeyedServices] IDisposable a) { } [Task] public void Do() { } }", "new global::C(step.Service<global::System.IDisposable>(null))")]
    public void TheLongestConstructorIsCalled(string source, string call) =>
        Assert.Contains($"{call}.Do(", Single(GeneratorCheck.Run(source), "Invokers"), StringComparison.Ordinal);

    [Fact]
    public void AMarkOnTheImplementationOfAPartialMethodCounts() =>
        Assert.Contains(
            "new(\"c.do\", RunDo)",
            Single(GeneratorCheck.Run("public static partial class C { public static partial void Do(); [Task] public static partial void Do() { } }"), "Invokers"),
            StringComparison.Ordinal);

    [Fact]
    public void AllOfAnObsoleteMarkIsHandedOn() =>
        Assert.Contains(
            "[global::System.ObsoleteAttribute(\"Old.\", false)]",
            Single(GeneratorCheck.Run("public static partial class C { [Task, Obsolete(\"Old.\", false)] public static void Do() { } }"), "Signatures"),
            StringComparison.Ordinal);

    [Fact]
    public void ADynamicArgumentMayTravel() =>
        Assert.Contains("Signature<object, ", Single(GeneratorCheck.Run("public static partial class C { [Task] public static void Do(dynamic x) { } }"), "Signatures"), StringComparison.Ordinal);

    private static string Single(IReadOnlyDictionary<string, string> files, string part) =>
        files.Single(f => f.Key.Contains(part, StringComparison.Ordinal)).Value;
}
