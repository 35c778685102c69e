using System.CommandLine;
using System.CommandLine.Parsing;

namespace EdgeGateway.Cli;

/// <summary>Refuses a value that is empty, as a script's unset variable is: nothing that edgectl takes may be.</summary>
internal static class EmptyValues
{
    public static void Refuse(Command command)
    {
        foreach (var option in command.Options)
        {
            option.Validators.Add(given => Check(given, given.Tokens, option.Name));
        }

        foreach (var argument in command.Arguments)
        {
            argument.Validators.Add(given => Check(given, given.Tokens, argument.Name));
        }

        foreach (var inner in command.Subcommands)
        {
            Refuse(inner);
        }
    }

    private static void Check(SymbolResult given, IReadOnlyList<Token> values, string name)
    {
        if (values.Any(value => value.Value.Length == 0))
        {
            given.AddError($"{name} is empty; give a value, or leave it out");
        }
    }
}
