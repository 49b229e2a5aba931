using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests;

/// <summary>Tasks of interfaces, and the classes that run them.</summary>
public class ContractTests
{
    private const string Contract = "namespace Shop; public partial interface IOrders { [Task] int Charge(int order, int amount = 1); }";
    private const string Class = "[TaskImplementation] public sealed class Orders : Shop.IOrders { public int Charge(int order, int amount) => order; }";

    [Fact]
    public void AContractKnowsItsTasksAndRunsNone()
    {
        var files = GeneratorCheck.Run(Contract);

        var invokers = Single(files, "Invokers");
        Assert.Contains("new(\"orders.charge\", null) { Method = \"Shop.IOrders.Charge\", Signature = ", invokers, StringComparison.Ordinal);
        Assert.DoesNotContain("StepInvocation", invokers, StringComparison.Ordinal);
        Assert.Contains("partial interface IOrders", Single(files, "Signatures"), StringComparison.Ordinal);
    }

    [Fact]
    public void AnImplementationInAnotherAssemblyAddsTheContract()
    {
        var contracts = Compiler.Generate(Compiler.Create("Shop.Contracts", Contract));
        Assert.Empty(contracts.Problems());
        foreach (var reference in References(contracts))
        {
            var files = GeneratorCheck.Run(Compiler.Create("Shop.Worker", Class).AddReferences(reference));

            Assert.Contains("AddShopWorkerTasks(this", files["TypedTasks.Extensions.g.cs"], StringComparison.Ordinal);
            Assert.Contains("Shop_ContractsTaskExtensions.AddShopContractsTasks(builder).AddRegistry(global::TypedTasks.Generated.Shop_WorkerTaskRegistry.Instance)", files["TypedTasks.Extensions.g.cs"], StringComparison.Ordinal);
            Assert.Contains("step.Completed<int>(((global::Shop.IOrders)new global::Orders()).Charge(step.Argument<int>(0, \"order\"), step.Argument<int>(1, \"amount\", 1)))", Single(files, "Implementation"), StringComparison.Ordinal);
            Assert.DoesNotContain(files.Keys, static k => k.Contains("Signatures", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void AFrontEndSeesTheFactories()
    {
        var contracts = Compiler.Generate(Compiler.Create("Shop.Contracts", Contract));
        var web = Compiler.Create("Shop.Web", "using static Shop.IOrders.Tasks; static class Web { static ISignature<int> Sale => Charge(1) | Charge(amount: 2); static void Add(TypedTasksBuilder b) => b.AddShopContractsTasks(); }");

        Assert.Empty(GeneratorCheck.Run(web.AddReferences(contracts.ToMetadataReference())));
    }

    [Theory]
    [InlineData("public interface IClosed { [Task] int Do(int a); } [TaskImplementation] public class C : IClosed { public int Do(int a) => a; }")]
    [InlineData("public partial interface IBox<T> { [Task] int Do(int a); } [TaskImplementation] public class C : IBox<int> { public int Do(int a) => a; }")]
    [InlineData("public partial interface I { [Task] static int Do(int a) => a; }")]
    [InlineData("public partial interface I { [Task] static abstract int Do(int a); }")]
    [InlineData("public partial interface I { [Task] int Do(int a, [FromServices] IDisposable b); }")]
    [InlineData("public partial interface I { [Task] int Do<T>(int a); }")]
    [InlineData("[TaskImplementation] public class C : IDisposable { public void Dispose() { } }")]
    public void WhatIsRefusedGetsNothing(string source) => Assert.Empty(GeneratorCheck.Run(source));

    [Theory]
    [InlineData("[TaskImplementation] public abstract class C : I { public abstract int Do(int a); }")]
    [InlineData("[TaskImplementation] public class C<T> : I { public int Do(int a) => a; }")]
    [InlineData("public class O { [TaskImplementation] private class C : I { public int Do(int a) => a; } }")]
    public void WhatCannotBeCreatedRunsNothing(string source) =>
        Assert.DoesNotContain(GeneratorCheck.Run("public partial interface I { [Task] int Do(int a); } " + source).Keys, static k => k.Contains("Implementation", StringComparison.Ordinal));

    [Theory]
    [InlineData("public abstract class B : I { public abstract int Do(int a); } [TaskImplementation] public sealed class C : B { public override int Do(int a) => a; }")]
    [InlineData("public interface J : I; [TaskImplementation] public sealed class C : J { public int Do(int a) => a; }")]
    [InlineData("[TaskImplementation] public sealed record C(IDisposable A) : I { int I.Do(int a) => a; }")]
    [InlineData("[TaskImplementation] public sealed partial class C : I { public int Do(int a) => a; [Task] public static int Own(int a) => a; }")]
    [InlineData("public partial interface J { [Task(\"j.do\")] int Do(int a); } [TaskImplementation] public sealed class C : I, J { public int Do(int a) => a; int J.Do(int b) => b; }")]
    [InlineData("public sealed class O { [TaskImplementation] internal sealed class C : I { public int Do(int a) => a; } }")]
    public void WhatImplementsRuns(string source) =>
        Assert.Contains("((global::I)", Single(GeneratorCheck.Run("public partial interface I { [Task] int Do(int a); } " + source), "Implementation"), StringComparison.Ordinal);

    [Theory]
    [InlineData("IOrders", "orders.do")]
    [InlineData("Island", "island.do")]
    [InlineData("IO", "o.do")]
    [InlineData("I", "i.do")]
    [InlineData("Orders", "orders.do")]
    public void TheNameDropsTheI(string type, string name) =>
        Assert.Contains($"new(\"{name}\", null)", Single(GeneratorCheck.Run($"public partial interface {type} {{ [Task] void Do(); }}"), "Invokers"), StringComparison.Ordinal);

    private static IEnumerable<MetadataReference> References(Compilation compilation)
    {
        yield return compilation.ToMetadataReference();
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        yield return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static string Single(IReadOnlyDictionary<string, string> files, string part) =>
        files.Single(f => f.Key.Contains(part, StringComparison.Ordinal)).Value;
}
