import java.io.File;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/** Asks veraPDF whether each file keeps to each profile, and prints the rules that it breaks. */
public class Validate {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean everyFileKeepsTo = true;
        for (String profile : arguments[0].split(",")) {
            PDFAFlavour flavour = PDFAFlavour.byFlavourId(profile);
            for (int index = 1; index < arguments.length; index++) {
                try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(arguments[index]), flavour);
                        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                    ValidationResult result = validator.validate(parser);
                    everyFileKeepsTo &= result.isCompliant();
                    System.out.printf(
                            "%s: %d checks, %s%n", profile, result.getTotalAssertions(), result.isCompliant() ? "kept" : "broken");
                    for (RuleId rule : result.getFailedChecks().keySet()) {
                        System.out.printf("  clause %s test %d%n", rule.getClause(), rule.getTestNumber());
                    }
                }
            }
        }
        System.exit(everyFileKeepsTo ? 0 : 1);
    }
}
