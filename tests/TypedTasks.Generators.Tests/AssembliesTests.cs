using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests;

/// <summary>Several assemblies with tasks in one application, each with a registry of its own.</summary>
public class AssembliesTests
{
    [Fact]
    public void EachAddsItsOwn()
    {
        var shop = Compiler.Generate(Compiler.Create("Shop.Tasks", """
            namespace Shop;
            public static partial class Orders { [Task] public static int Count(string day) => 0; }
            """));
        var app = Compiler.Create("App", """
            using static Shop.Orders.Tasks;
            using static App.Reports.Tasks;

            namespace App;

            public static partial class Reports { [Task] public static string Print(int count) => ""; }

            static class Start
            {
                public static TypedTasksBuilder Add(TypedTasksBuilder builder) => builder.AddShopTasks().AddAppTasks();
                public static ISignature<string> Flow() => Count("monday") | Print();
            }
            """).AddReferences(shop.ToMetadataReference());

        Assert.Empty(Compiler.Generate(app).Problems());
    }

    [Fact]
    public void WhatIsInternalIsAddedInside()
    {
        var hidden = Compiler.Generate(Compiler.Create("Hidden", "static partial class Work { [Task] public static void Do() { } }"));
        var app = Compiler.Create("App", "static class Start { public static void Add(TypedTasksBuilder b) => b.AddHiddenTasks(); }")
            .AddReferences(hidden.ToMetadataReference());

        Assert.Empty(hidden.Problems());
        Assert.Equal("CS1061", Assert.Single(app.Problems()).Id);
    }
}
