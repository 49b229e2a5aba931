using static TypedTasks.Emulator.Tests.Configuration.Files;

namespace TypedTasks.Emulator.Tests.Configuration;

/// <summary>Which file it is, is seen from the file.</summary>
public sealed class FormatTests
{
    [Theory]
    [InlineData("{}", "The configuration is none that is known: it is neither a Config.json of the official emulator ('UserConfig'), nor a template as 'bicep build' writes it ('$schema'), nor a plan or state as 'terraform show -json' writes it ('format_version').")]
    [InlineData("[]", "The configuration is none that is known")]
    [InlineData("""{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "parameters": {} }""", "The configuration is a file of parameters: give the template")]
    [InlineData("""{ "format_version": "1.2" }""", "The plan has no values")]
    [InlineData("param name string", "The configuration is not valid JSON: ")]
    [InlineData("resource \"azurerm_servicebus_queue\" \"q\" {}", "Bicep is read as 'bicep build' writes it, Terraform as 'terraform show -json' does.")]
    public void What_is_none_of_them_is_told_which_there_are(string text, string words) => Assert.Contains(words, Refusal(text), StringComparison.Ordinal);

    [Fact]
    public void A_template_may_have_comments_and_no_schema() => Assert.Equal(
        ["q"],
        Names(Read("""
            {
              // Written by hand.
              "contentVersion": "1.0.0.0", "resources": [{ "type": "microsoft.servicebus/NAMESPACES/Queues", "name": "ns/q", }],
            }
            """)));

    [Fact]
    public void Only_templates_have_parameters() => Assert.Equal(
        "Only templates of Bicep and the Resource Manager have parameters.", Refusal("""{ "UserConfig": { "Namespaces": [] } }""", ("a", "b")));
}
