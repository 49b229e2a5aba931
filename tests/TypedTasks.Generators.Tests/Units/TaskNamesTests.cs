using TypedTasks.Generators.Shared;

namespace TypedTasks.Generators.Tests.Units;

public class TaskNamesTests
{
    [Theory]
    [InlineData("Resize", "resize")]
    [InlineData("MakeCard", "make-card")]
    [InlineData("PhotosTasks", "photos-tasks")]
    [InlineData("HTMLParser", "html-parser")]
    [InlineData("ParseHTML", "parse-html")]
    [InlineData("ReadExif2", "read-exif2")]
    [InlineData("Read2Exif", "read2-exif")]
    [InlineData("snake_case", "snake-case")]
    [InlineData("Snake_Case", "snake-case")]
    [InlineData("_Private_", "private")]
    [InlineData("A", "a")]
    [InlineData("camelCase", "camel-case")]
    [InlineData("ÜberÄpfel", "über-äpfel")]
    public void NamesAreLowerCaseWithHyphens(string name, string kebab) => Assert.Equal(kebab, TaskNames.Kebab(name));

    [Fact]
    public void ClassAndMethodMakeTheName() => Assert.Equal("photos.make-card", TaskNames.Default("Photos", "MakeCard"));

    [Theory]
    [InlineData("photo", "Photo")]
    [InlineData("maxWidth", "MaxWidth")]
    [InlineData("_value", "Value")]
    [InlineData("_", "Argument")]
    [InlineData("_1", "Argument1")]
    [InlineData("class", "Class")]
    public void PropertiesAreCapital(string parameter, string property) =>
        Assert.Equal(property, TaskNames.Property(parameter));
}
