import gov.loc.repository.bagit.reader.BagReader;
import gov.loc.repository.bagit.verify.BagVerifier;
import java.nio.file.Path;

/** Verifies each bag folder named on the command line; exit status 1 when one is not valid. */
public class BagJudge {
    public static void main(String[] folders) throws Exception {
        int bad = 0;
        try (BagVerifier verifier = new BagVerifier()) {
            for (String folder : folders) {
                try {
                    verifier.isValid(new BagReader().read(Path.of(folder)), false);
                    System.out.println("valid " + folder);
                } catch (Exception fault) {
                    System.out.println("not valid " + folder + ": " + fault);
                    bad = 1;
                }
            }
        }
        System.exit(bad);
    }
}
