using TypedTasks.Generators.Models;

namespace TypedTasks.Generators.Tests.Units;

public class TaskAssemblyTests
{
    [Theory]
    [InlineData("CodeAtlas", "AddCodeAtlasTasks", "CodeAtlasTaskRegistry")]
    [InlineData("Shop.Orders", "AddShopOrdersTasks", "ShopOrdersTaskRegistry")]
    [InlineData("Shop.Tasks", "AddShopTasks", "ShopTaskRegistry")]
    [InlineData("Tasks", "AddTasks", "TaskRegistry")]
    [InlineData("my-app (1)", "Addmyapp1Tasks", "myapp1TaskRegistry")]
    [InlineData("7zip", "Add7zipTasks", "_7zipTaskRegistry")]
    public void NamesComeFromTheAssembly(string assembly, string method, string registry)
    {
        var model = new TaskAssembly(assembly, default);

        Assert.Equal(method, model.ExtensionMethod);
        Assert.Equal(registry, model.RegistryClass);
    }
}
