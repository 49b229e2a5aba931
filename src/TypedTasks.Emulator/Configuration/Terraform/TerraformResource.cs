using System.Text.Json;

namespace TypedTasks.Emulator.Configuration.Terraform;

/// <summary>One resource as a plan or a state gives it.</summary>
/// <param name="Address">What Terraform calls it, with its module and its index.</param>
/// <param name="Module">The address of its module; empty for the root.</param>
/// <param name="Type">Its type, such as <c>azurerm_servicebus_queue</c>.</param>
/// <param name="Name">Its name within the module.</param>
/// <param name="Index">Its key or number, where there are several.</param>
/// <param name="Values">What is known of it.</param>
internal sealed record TerraformResource(string Address, string Module, string Type, string Name, string? Index, JsonElement Values);
