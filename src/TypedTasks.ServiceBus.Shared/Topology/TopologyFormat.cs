namespace TypedTasks.ServiceBus;

/// <summary>What a topology is written for.</summary>
public enum TopologyFormat
{
    /// <summary>A Bicep module with the name of the namespace as its parameter.</summary>
    Bicep = 0,

    /// <summary>Terraform, for the provider <c>azurerm</c>, with the id of the namespace as its variable.</summary>
    Terraform = 1,

    /// <summary>A shell script for the Azure command line, which takes resource group and namespace from the environment.</summary>
    AzCli = 2,

    /// <summary>The <c>Config.json</c> of the official emulator, which ours reads too.</summary>
    Emulator = 3,
}
