using TypedTasks.Generators.Models;

namespace TypedTasks.Generators.Tests.Units;

public class TaskAssemblyTests
{
    [Theory]
    [InlineData("CodeAtlas", "AddCodeAtlasTasks", "CodeAtlasTaskRegistry")]
    [InlineData("Shop.Orders", "AddShopOrdersTasks", "Shop_OrdersTaskRegistry")]
    [InlineData("ShopOrders", "AddShopOrdersTasks", "ShopOrdersTaskRegistry")]
    [InlineData("Shop.Tasks", "AddShopTasks", "Shop_TasksTaskRegistry")]
    [InlineData("Shop", "AddShopTasks", "ShopTaskRegistry")]
    [InlineData("Tasks", "AddTasks", "TasksTaskRegistry")]
    [InlineData("shop.core", "AddShopCoreTasks", "shop_coreTaskRegistry")]
    [InlineData("bench-typedtasks", "AddBenchTypedtasksTasks", "bench_typedtasks_f7e44f62TaskRegistry")]
    [InlineData("my-app (1)", "AddMyApp1Tasks", "my_app__1__7b681783TaskRegistry")]
    [InlineData("my_app", "AddMy_appTasks", "my_app_f8559637TaskRegistry")]
    [InlineData("7zip", "Add7zipTasks", "_7zip_fcfe8405TaskRegistry")]
    [InlineData("I", "AddITasks", "I_cc0c0364TaskRegistry")]
    [InlineData("größe.größen", "AddGrößeGrößenTasks", "größe_größenTaskRegistry")]
    public void NamesComeFromTheAssembly(string assembly, string method, string registry)
    {
        var model = new TaskAssembly(assembly, default, default);

        Assert.Equal(method, model.ExtensionMethod);
        Assert.Equal(registry, model.RegistryClass);
    }
}
